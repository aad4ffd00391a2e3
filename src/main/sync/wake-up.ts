import type { Delay } from './net.ts';

/**
 * One sleeper that can be woken. A wake while nobody sleeps is remembered and ends the next sleep at once, so that
 * none is lost between looking and lying down.
 */
export interface WakeUp {
  wake(): void;
  /** Returns after `ms` or a wake; throws the signal's reason when it aborts. */
  sleep(ms: number, delay: Delay, signal: AbortSignal): Promise<void>;
}

/** Made once: an abort without a reason makes an error with a stack each time. */
const WOKEN = new Error('woken');

export function createWakeUp(): WakeUp {
  let woken = false;
  let sleeper: AbortController | undefined;
  return {
    wake() {
      woken = true;
      sleeper?.abort(WOKEN);
    },
    async sleep(ms, delay, signal) {
      signal.throwIfAborted();
      if (!woken) {
        const own = new AbortController();
        sleeper = own;
        const end = (): void => own.abort(WOKEN);
        signal.addEventListener('abort', end);
        try {
          await delay(ms, own.signal);
        } catch (error) {
          signal.throwIfAborted();
          if (!own.signal.aborted) throw error;
        } finally {
          signal.removeEventListener('abort', end);
          sleeper = undefined;
        }
      }
      woken = false;
    },
  };
}
