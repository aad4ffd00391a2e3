import { AppError } from '#shared/kernel/app-error.ts';
import type { Service } from '#shared/kernel/service.ts';
import type { Host } from '../../host/host.ts';
import { lookAtNext } from './find-pairs.ts';

/** Kept when the replica is replaced; keys and walk belong to the rows of one file, and begin anew with it. */
export const LOCAL = ['duplicate_pair'] as const;

/** So long a call may have to wait, ms: so many are looked at in one go as the last ones say. */
const GO_MS = 2;
const MOST_IN_ONE_GO = 20;
const PAUSE_MS = 15;
/** At rest for so many times what a go took: a slow disk or a busy machine is left to others. */
const SHARE = 5;
/** Somebody calls or looks for something, or the sync brings much: nobody waits for suggestions then. */
const STAND_BACK_MS = 1_000;
/** Until it is looked again whether the windows still ask. */
const ASKED_MS = 100;
/** After something has changed: the sync's pages come in one after the other, and what they change is looked at once. */
const REST_MS = 400;
/** While many are looked at, whoever shows suggestions hears of it so often, ms: each time they ask anew. */
const TELL_MS = 1_000;
/** A first sync or an import may take minutes; for longer than this no suggestion waits for its end. ms */
const MOST_REST_MS = 60_000;

export type FinderHost = Pick<
  Host,
  'local' | 'touch' | 'onChanged' | 'onRead' | 'isAsked' | 'log' | 'calls' | 'status'
>;

/**
 * Keeps the desk's suggestions, in short transactions with pauses between them, so that no call waits for it.
 *
 * asleep ── party or contact_point changed ──▶ resting ── nothing more came ──▶ at work ── nothing left ──▶ asleep
 *                                              resting ◀── changed again ── at work ◀── a call, a window that asks, a long sync ──▶ standing back
 *
 * @param monotonic ms
 */
export function createDuplicateFinder(
  host: FinderHost,
  monotonic: () => number = () => performance.now(),
): Service {
  let portion = 1;
  let restingSince: number | undefined;
  /** Since when somebody has to be told; undefined: everybody knows. */
  let untoldSince: number | undefined;
  let timer: NodeJS.Timeout | undefined;
  let unsubscribe: readonly (() => void)[] = [];
  let stopped = true;

  const wake = (delay: number): void => {
    if (stopped || timer) return;
    timer = setTimeout(work, delay);
  };
  /** Rows that are pouring in have the machine to themselves. */
  const rest = (): void => {
    restingSince ??= monotonic();
    if (monotonic() - restingSince < MOST_REST_MS) {
      clearTimeout(timer);
      timer = undefined;
    }
    wake(REST_MS);
  };
  /** Whoever types has the machine between the letters as well. */
  const standBack = (): void => {
    if (!timer) return;
    clearTimeout(timer);
    timer = undefined;
    wake(STAND_BACK_MS);
  };
  const work = (): void => {
    timer = undefined;
    if (host.isAsked()) return wake(ASKED_MS);
    restingSince = undefined;
    try {
      // One that is over is live as long as its card is there, which may be all day.
      const isCalled = host.calls.live().some(({ phase }) => phase !== 'ended');
      if (isCalled || host.status().centre.progress) return wake(STAND_BACK_MS);
      const begin = monotonic();
      // Names no table: the pages would draw sixty times a second.
      const looked = host.local([], (db) => lookAtNext(db, { limit: portion }), { isRepeatable: true });
      const took = monotonic() - begin;
      portion = nextPortion(portion, took);
      if (looked > 0) untoldSince ??= begin;
      if (untoldSince !== undefined && (looked === 0 || monotonic() - untoldSince >= TELL_MS)) {
        untoldSince = undefined;
        host.touch(LOCAL);
      }
      if (looked > 0) wake(Math.max(PAUSE_MS, took * SHARE));
    } catch (error) {
      // The disk is full, or the replica is being replaced: with the next change it tries again.
      host.log.warn('no suggestions of duplicates', {
        code: error instanceof AppError ? error.code : 'internal',
      });
    }
  };
  return {
    start() {
      stopped = false;
      unsubscribe = [
        host.onChanged((tables) => {
          if (tables.includes('party') || tables.includes('contact_point')) rest();
        }),
        host.onRead(standBack),
      ];
      wake(REST_MS);
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      timer = undefined;
      for (const end of unsubscribe) end();
    },
  };
}

/** How many fit the time, by what so many took; at most double, for one quick go says little. */
export function nextPortion(before: number, tookMs: number): number {
  const fitting = Math.floor((before * GO_MS) / Math.max(tookMs, 0.01));
  return Math.max(1, Math.min(fitting, before * 2, MOST_IN_ONE_GO));
}
