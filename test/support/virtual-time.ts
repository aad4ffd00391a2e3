import type { Delay } from '#main/sync/net.ts';

export interface VirtualTime {
  now(): number;
  readonly delay: Delay;
  /** How long those who sleep still will, ms, shortest first. */
  sleepers(): readonly number[];
  /** Moves the time to the next one who wakes, and wakes it. */
  next(): void;
}

/** Time that moves only when told to; a wait of 0 ms is over at once. */
export function createVirtualTime(): VirtualTime {
  let now = 0;
  const sleeping = new Set<{ readonly until: number; readonly wake: () => void }>();
  return {
    now: () => now,
    delay: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        if (ms === 0) return void setImmediate(resolve);
        const abort = (): void => {
          sleeping.delete(sleeper);
          reject(signal.reason);
        };
        const wake = (): void => {
          sleeping.delete(sleeper);
          signal.removeEventListener('abort', abort);
          resolve();
        };
        const sleeper = { until: now + ms, wake };
        sleeping.add(sleeper);
        signal.addEventListener('abort', abort, { once: true });
      }),
    sleepers: () => [...sleeping].map(({ until }) => until - now).sort((a, b) => a - b),
    next() {
      const [first] = [...sleeping].sort((a, b) => a.until - b.until);
      if (!first) throw new Error('nobody sleeps');
      now = first.until;
      first.wake();
    },
  };
}
