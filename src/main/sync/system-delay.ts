import type { Delay } from './net.ts';

/**
 * The real clock's {@link Delay}. That of node:timers/promises makes an error of its own for every wait that is ended
 * early, which costs more than what a desk does with a row.
 */
export const systemDelay: Delay = (ms, signal) =>
  new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason as Error);
    const end = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', end);
      resolve();
    }, ms);
    signal.addEventListener('abort', end, { once: true });
  });
