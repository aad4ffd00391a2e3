import type { Clock } from '#shared/kernel/clock.ts';
import { MAX_PAGE_ROWS, MOST_PAGE_ROWS } from '#shared/sync/protocol.ts';
import type { SyncNet } from './net.ts';

/** How many rows the next page is to have, from how long the last ones took to come. */
export interface PageSize {
  /** undefined: as many as the centre likes. */
  rows(): number | undefined;
  /** A page that is not the last one, and so as long as it may be, took so long; `hasCome`: it did not fail. */
  took(ms: number, hasCome: boolean): void;
}

const LEAST_ROWS = 250;
/** Short of it there is time to spare for more. */
const QUICK_MS = 1_500;
/** A reply has half a minute to come whole (centre-client.ts). */
const SLOW_MS = 6_000;

/**
 * Large pages take the centre less for each row; small ones come whole over a slow line, where a large one would be
 * given up and asked for again without end.
 */
export function createPageSize(): PageSize {
  let rows: number | undefined;
  return {
    rows: () => rows,
    took(ms, hasCome) {
      const now = rows ?? MAX_PAGE_ROWS;
      // A clock that was set back tells nothing.
      if (ms < 0) return;
      if (hasCome && ms <= QUICK_MS) rows = Math.min(MOST_PAGE_ROWS, now * 2);
      else if (ms > SLOW_MS) rows = Math.max(LEAST_ROWS, Math.floor(now / 2));
    },
  };
}

/**
 * The net, asking for pages of that size and noting how long they take: from the asking to the arrival, whatever is done
 * with them then.
 */
export function sizePages(net: SyncNet, size: PageSize, clock: Clock): SyncNet {
  const { pullPacked } = net;
  const sized =
    <T>(pull: (...asked: Parameters<SyncNet['pull']>) => Promise<T>) =>
    async (...[request, signal, onEnd]: Parameters<SyncNet['pull']>): Promise<T> => {
      const rows = size.rows();
      const begun = clock.now();
      let isWhole = true;
      const note = (to: number): void => {
        isWhole = false;
        onEnd?.(to);
      };
      try {
        const reply = await pull({ ...request, ...(rows !== undefined && { rows }) }, signal, note);
        if (!isWhole) size.took(clock.now() - begun, true);
        return reply;
      } catch (error) {
        if (!signal.aborted) size.took(clock.now() - begun, false);
        throw error;
      }
    };
  return { ...net, pull: sized(net.pull), ...(pullPacked && { pullPacked: sized(pullPacked) }) };
}
