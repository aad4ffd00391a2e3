import { readFileSync } from 'node:fs';
import { spread } from '../lib/stats.ts';
import type { Spread } from '../lib/stats.ts';

/** One call; ms on the clock of the machine. */
export interface CallParts {
  readonly begin: number;
  /** The main thread has its bytes. */
  readonly read: number;
  /** The look-up is over. */
  readonly found: number;
  /** The answer is where the bytes came from. */
  readonly end: number;
  /** So long of it the main thread waited for a processor; undefined where the system does not say. */
  readonly queued: number | undefined;
}

/** What the slowest twentieth is made of, ms on average. */
export interface SlowParts {
  /** Until the main thread had the bytes. */
  readonly reach: number;
  readonly lookup: number;
  /** Until the answer was where the bytes came from. */
  readonly back: number;
  /** Of the first two, waiting for a processor. */
  readonly queued: number | undefined;
}

/** ms from a call's bytes to the answer of the look-up. */
export interface CallSpread extends Spread {
  readonly slowest: SlowParts;
}

/** The same clock in every thread. */
export const nowMs = (): number => Number(process.hrtime.bigint()) / 1e6;

/** How long the main thread has waited for a processor so far. */
export function queuedMs(): number | undefined {
  try {
    const [, waited] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ');
    return Number(waited) / 1e6;
  } catch {
    return undefined;
  }
}

export function spreadOf(calls: readonly CallParts[]): CallSpread {
  const all = spread(calls.map(({ begin, end }) => end - begin));
  const slow = calls.filter(({ begin, end }) => end - begin >= all.p95);
  const mean = (part: (call: CallParts) => number): number =>
    Math.round((slow.reduce((sum, call) => sum + part(call), 0) / slow.length) * 1000) / 1000;
  return {
    ...all,
    slowest: {
      reach: mean(({ begin, read }) => read - begin),
      lookup: mean(({ read, found }) => found - read),
      back: mean(({ found, end }) => end - found),
      queued: slow.some(({ queued }) => queued === undefined) ? undefined : mean(({ queued }) => queued ?? 0),
    },
  };
}
