import { messageOf } from '#shared/kernel/app-error.ts';
import type { Service } from '#shared/kernel/service.ts';
import type { Host } from '../../host/host.ts';
import { keptDays, pruneBoxes, staleBoxes } from './store.ts';
import type { After } from './timers.ts';

const DAY_MS = 86_400_000;
export const PRUNE_EVERY_MS = 3_600_000;
/** What all boxes may weigh together. */
export const MOST_BYTES_IN_ALL = 50_000_000;
/** Boxes to one transaction, and the pause for others after it. */
const AT_ONCE = 40;
const PAUSE_MS = 50;

/** Throws away what is too old or too much: at the start, every hour and when less is to be kept. */
export function createPruner(host: Host, after: After): Service {
  let cancel = (): void => {};
  let unsubscribe = (): void => {};

  function prune(): void {
    cancel();
    let removed = 0;
    try {
      const days = keptDays(host.db);
      const now = host.clock.now();
      const bounds = {
        before: days === 0 ? now + 1 : now - days * DAY_MS,
        mostBytes: MOST_BYTES_IN_ALL,
        limit: AT_ONCE,
      };
      if (staleBoxes(host.db, bounds).length > 0)
        removed = host.local(['black_box', 'black_box_part'], (db) => pruneBoxes(db, bounds));
    } catch (error) {
      host.log.error('the black box could not be pruned', { error: messageOf(error) });
    }
    cancel = after(removed === AT_ONCE ? PAUSE_MS : PRUNE_EVERY_MS, prune);
  }

  return {
    start() {
      // Not in front of anything at the start.
      cancel = after(PAUSE_MS, prune);
      unsubscribe = host.onChanged((tables) => {
        if (!tables.includes('black_box_setting')) return;
        cancel();
        cancel = after(PAUSE_MS, prune);
      });
    },
    stop() {
      unsubscribe();
      cancel();
    },
  };
}
