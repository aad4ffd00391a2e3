import { AppError } from '#shared/kernel/app-error.ts';
import type { Service } from '#shared/kernel/service.ts';
import type { Host } from '../../host/host.ts';
import { lookAtNext } from './find-pairs.ts';

/** Kept when the replica is replaced; keys and walk belong to the rows of one file, and begin anew with it. */
export const LOCAL = ['duplicate_pair'] as const;

/** So many are looked at between two pops: some ms. */
const PORTION = 10;
const PAUSE_MS = 15;
/** After something has changed: the sync's pages come in one after the other. */
const REST_MS = 400;

/**
 * Keeps the desk's suggestions, in short transactions with pauses between them, so that no call waits for it.
 *
 * asleep ── party or contact_point changed ──▶ at work ── nothing left ──▶ asleep
 */
export function createDuplicateFinder(host: Pick<Host, 'local' | 'onChanged' | 'log'>): Service {
  let timer: NodeJS.Timeout | undefined;
  let unsubscribe: (() => void) | undefined;
  let stopped = true;

  const wake = (delay: number): void => {
    if (stopped || timer) return;
    timer = setTimeout(work, delay);
  };
  const work = (): void => {
    timer = undefined;
    try {
      const looked = host.local(['duplicate_pair'], (db) => lookAtNext(db, { limit: PORTION }));
      if (looked > 0) wake(PAUSE_MS);
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
      unsubscribe = host.onChanged((tables) => {
        if (tables.includes('party') || tables.includes('contact_point')) wake(REST_MS);
      });
      wake(REST_MS);
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      timer = undefined;
      unsubscribe?.();
    },
  };
}
