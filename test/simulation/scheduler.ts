import type { Delay } from '#main/sync/net.ts';

/**
 * Virtual time: a queue of what is to happen, one after the other. Between two events everything that was promised is
 * carried out to its end, so the same seed always gives the same run.
 */
export interface Scheduler {
  /** ms since the simulation began. */
  now(): number;
  /** Ties run in the order they were scheduled. */
  after(ms: number, run: () => void): void;
  readonly delay: Delay;
  /** Moves to the next event and carries it out; false when there is none. */
  next(): Promise<boolean>;
}

interface Event {
  readonly at: number;
  readonly run: () => void;
}

/** Something real, which virtual time waits for. */
export interface RealWork {
  isBusy(): boolean;
  idle(): Promise<void>;
}

export function createScheduler(real?: RealWork): Scheduler {
  let now = 0;
  /** Latest first: the next one is taken from the end. */
  const queue: Event[] = [];
  const after = (ms: number, run: () => void): void => {
    const at = now + ms;
    let low = 0;
    let high = queue.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((queue[middle]?.at ?? 0) > at) low = middle + 1;
      else high = middle;
    }
    queue.splice(low, 0, { at, run });
  };
  return {
    now: () => now,
    after,
    delay: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        const abort = (): void => reject(signal.reason);
        signal.addEventListener('abort', abort, { once: true });
        after(ms, () => {
          signal.removeEventListener('abort', abort);
          resolve();
        });
      }),
    async next() {
      const event = queue.pop();
      if (!event) return false;
      now = event.at;
      event.run();
      for (await settled(); real?.isBusy(); await settled()) await real.idle();
      return true;
    },
  };
}

/** Every promise that can go on has gone on: nothing here waits for anything but virtual time. */
function settled(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
