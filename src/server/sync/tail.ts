import type { Tx } from '#server/store/store.ts';
import type { Table } from '#shared/rows/table.ts';
import { firstOfEachRow, PageInMaking, readLog, readRows } from './page.ts';
import type { LogEntry, Page, PageOptions } from './page.ts';

/**
 * So many versions at most are read for several replicas at once: what came last, which almost everybody asks for. Some
 * commands of an import are within it: what pours in is read once for all desks, not once for each.
 * Who is further behind is answered alone.
 */
export const TAIL_VERSIONS = 1_200;

/** So many at most are sent to a replica that waits for them: its main thread takes them in. */
export const STANDING_VERSIONS = 200;

/** The end of the log and the rows it speaks of, as they are in one snapshot. */
export interface Tail {
  /** As `readPage`, of what was read for all: the very page that would have been read for this replica alone. */
  page(options: PageOptions): Page;
}

/**
 * For replicas none of which is more than {@link TAIL_VERSIONS} behind, with all tables and scopes that any of them may
 * have. `tx` must be a snapshot.
 */
export async function readTail(
  tx: Tx,
  wanted: readonly Pick<PageOptions, 'from' | 'head' | 'tables' | 'scopeIds'>[],
): Promise<Tail> {
  const tables = [...new Set<Table>(wanted.flatMap((each) => each.tables))];
  const scopeIds = [...new Set(wanted.flatMap((each) => each.scopeIds))];
  const from = wanted.reduce((least, each) => Math.min(least, each.from), Number.MAX_SAFE_INTEGER);
  // Who only asks whether there is anything costs nothing more.
  const isNews = wanted.some((each) => each.from < each.head);
  const entries = isNews ? await readLog(tx, { from, tables, scopeIds, limit: TAIL_VERSIONS }) : [];
  const stored = await readRows(tx, firstOfEachRow(entries), tables);
  return {
    page(options) {
      const own = entries.filter((entry) => concerns(entry, options)).slice(0, options.limits.rows);
      const page = new PageInMaking(options, own);
      page.add(firstOfEachRow(own), stored);
      return page.finish();
    },
  };
}

/** The condition of `readLog`, for one of those it was read for. */
function concerns(
  { ver, tbl, scopeBefore, scopeAfter }: LogEntry,
  { from, tables, scopeIds }: PageOptions,
): boolean {
  const isIn = (scope: string | null): boolean => scope !== null && scopeIds.includes(scope);
  return ver > from && tables.some(({ name }) => name === tbl) && (isIn(scopeBefore) || isIn(scopeAfter));
}
