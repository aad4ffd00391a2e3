import type { Store } from '#server/store/store.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import { countRows } from './page.ts';
import type { Position } from './position.ts';

/** How many rows a replica that is being filled will hold: for its progress alone. */
export interface Totals {
  /** undefined: it is being counted; some page later it is known. */
  of(position: Position): number | undefined;
}

export interface TotalsDeps {
  readonly store: Pick<Store, 'withSnapshot'>;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
}

interface Count {
  readonly at: number;
  rows?: number;
}

/** Many desks begin with the same rows in one minute; what has been added since is not worth counting them again. */
const KEPT_MS = 60_000;
const MOST_KEPT = 100;

/**
 * Counts beside the pages: a million rows take the database longer than to read ten pages, and a desk that waits for
 * its first page has nothing to do meanwhile.
 */
export function createTotals({ store, clock, onError }: TotalsDeps): Totals {
  const counts = new Map<string, Count>();

  /** Until it is counted, what was counted before is said. */
  const begin = (key: string, { principal, tables }: Position, before: Count | undefined): void => {
    const count: Count = { ...before, at: clock.now() };
    counts.delete(key);
    counts.set(key, count);
    const [oldest] = counts.keys();
    if (counts.size > MOST_KEPT && oldest !== undefined) counts.delete(oldest);
    store
      .withSnapshot(principal.actor.tenantId, (tx) => countRows(tx, tables, principal.scopeIds))
      .then((rows) => void (count.rows = rows), onError);
  };
  return {
    of(position) {
      const { principal, tables } = position;
      const names = tables.map(({ name }) => name);
      const key = JSON.stringify([principal.actor.tenantId, principal.scopeIds, names]);
      const known = counts.get(key);
      if (!known || Math.abs(clock.now() - known.at) > KEPT_MS) begin(key, position, known);
      return known?.rows;
    },
  };
}
