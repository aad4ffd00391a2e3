import type { Tx } from '#server/store/store.ts';
import type { Table } from '#shared/rows/table.ts';
import type { RowChange } from '#shared/sync/protocol.ts';
import { findRows } from './entity-rows.ts';
import type { StoredRow } from './entity-rows.ts';

export interface PageLimits {
  readonly rows: number;
  readonly bytes: number;
}

export interface PageOptions {
  /** Exclusive. */
  readonly from: number;
  readonly head: number;
  readonly tables: readonly Table[];
  readonly scopeIds: readonly string[];
  readonly limits: PageLimits;
}

export interface Page {
  readonly to: number;
  readonly complete: boolean;
  readonly rows: RowChange[];
}

interface LogEntry {
  readonly ver: number;
  readonly tbl: string;
  readonly pk: string;
}

/** Rows are fetched in such portions, so that a page of long notes is cut before all of them are in memory. */
const PORTION = 500;

/**
 * The changes after `from` as the rows stand now, each row once and at its first entry: when a cursor has passed a
 * version, the replica holds that change or a newer one. A row is null where it is deleted or was never, or is no
 * longer, in these scopes.
 *
 * `tx` must be a snapshot: log, rows and head belong to one moment.
 */
export async function readPage(tx: Tx, options: PageOptions): Promise<Page> {
  const { from, head, limits } = options;
  const entries = await readLog(tx, options);
  const isAll = entries.length < limits.rows;
  const pending = firstOfEachRow(entries);
  const rows: RowChange[] = [];
  let bytes = 0;
  for (let start = 0; start < pending.length; start += PORTION) {
    const portion = pending.slice(start, start + PORTION);
    const stored = await readPortion(tx, portion, options);
    for (const entry of portion) {
      const change = toChange(entry, stored.get(keyOf(entry)), options.scopeIds);
      bytes += Buffer.byteLength(JSON.stringify(change));
      // One row at least, however long: the cursor must move.
      if (bytes > limits.bytes && rows.length > 0) return { to: entry.ver - 1, complete: false, rows };
      rows.push(change);
    }
  }
  const to = isAll ? head : (entries.at(-1)?.ver ?? from);
  return { to, complete: to === head, rows };
}

/** Living rows of these scopes. */
export async function countRows(
  tx: Tx,
  tables: readonly Pick<Table, 'name'>[],
  scopeIds: readonly string[],
): Promise<number> {
  let rows = 0;
  for (const { name } of tables) {
    const [found] = await tx.query<{ rows: number }>(
      `SELECT count(*) AS rows FROM "${name}" WHERE tenant_id = $1 AND NOT deleted AND scope_id = ANY($2)`,
      [tx.tenantId, scopeIds],
    );
    rows += found?.rows ?? 0;
  }
  return rows;
}

async function readLog(
  tx: Tx,
  { from, tables, scopeIds, limits }: PageOptions,
): Promise<readonly LogEntry[]> {
  return tx.query<LogEntry & object>(
    `SELECT ver, tbl, pk FROM change_log
     WHERE tenant_id = $1 AND ver > $2 AND tbl = ANY($3) AND (scope_before = ANY($4) OR scope_after = ANY($4))
     ORDER BY ver LIMIT $5`,
    [tx.tenantId, from, tables.map(({ name }) => name), scopeIds, limits.rows],
  );
}

function firstOfEachRow(entries: readonly LogEntry[]): readonly LogEntry[] {
  const seen = new Set<string>();
  return entries.filter((entry) => {
    const key = keyOf(entry);
    const isFirst = !seen.has(key);
    seen.add(key);
    return isFirst;
  });
}

async function readPortion(
  tx: Tx,
  portion: readonly LogEntry[],
  { tables }: PageOptions,
): Promise<ReadonlyMap<string, StoredRow>> {
  const found = new Map<string, StoredRow>();
  for (const table of tables) {
    const ids = portion.filter(({ tbl }) => tbl === table.name).map(({ pk }) => pk);
    if (ids.length === 0) continue;
    for (const stored of await findRows(tx, table, ids)) {
      found.set(keyOf({ tbl: table.name, pk: stored.row.id }), stored);
    }
  }
  return found;
}

function toChange(
  { tbl, pk, ver }: LogEntry,
  stored: StoredRow | undefined,
  scopeIds: readonly string[],
): RowChange {
  if (!stored) return { tbl, pk, ver, row: null };
  const isVisible = !stored.deleted && scopeIds.includes(stored.row.scope_id);
  return { tbl, pk, ver: stored.row.ver, row: isVisible ? { ...stored.row } : null };
}

function keyOf({ tbl, pk }: Pick<LogEntry, 'tbl' | 'pk'>): string {
  return `${tbl}/${pk}`;
}
