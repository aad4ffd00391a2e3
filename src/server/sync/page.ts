import type { Tx } from '#server/store/store.ts';
import type { Table } from '#shared/rows/table.ts';
import type { RowChange } from '#shared/sync/protocol.ts';
import type { TableRows } from '#shared/sync/table-rows.ts';
import { findRows } from './entity-rows.ts';
import type { StoredRow } from './entity-rows.ts';

export interface PageLimits {
  /** Where the desk does not say how many it wants. */
  readonly rows: number;
  /** Where it does; absent: `rows`. */
  readonly mostRows?: number;
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
  /** Absent: all rows are in `rows`. */
  readonly tables?: TableRows[];
}

/** A row of the log. */
export interface LogEntry {
  readonly ver: number;
  readonly tbl: string;
  readonly pk: string;
  readonly scopeBefore: string | null;
  readonly scopeAfter: string | null;
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
  const { limits } = options;
  const entries = await readLog(tx, { ...options, limit: limits.rows });
  const pending = firstOfEachRow(entries);
  const page = new PageInMaking(options, entries);
  for (let start = 0; start < pending.length; start += PORTION) {
    const portion = pending.slice(start, start + PORTION);
    if (!page.add(portion, await readRows(tx, portion, options.tables))) break;
  }
  return page.finish();
}

/** A page that takes rows until it is full. */
export class PageInMaking {
  readonly #options: PageOptions;
  readonly #rows: RowChange[] = [];
  /** What the rows can be at the most, as long as that fits; then what they are. */
  #bytes = 0;
  #isExact = false;
  #to: number;
  #isFull = false;

  /** @param entries what the page is of: those after `from` that concern it, the first `limits.rows` of them */
  constructor(options: PageOptions, entries: readonly LogEntry[]) {
    this.#options = options;
    const isAll = entries.length < options.limits.rows;
    this.#to = isAll ? options.head : (entries.at(-1)?.ver ?? options.from);
  }

  /** false: the page is full, and the rest of the rows need not be read. */
  add(portion: readonly LogEntry[], stored: ReadonlyMap<string, StoredRow>): boolean {
    const { scopeIds, limits } = this.#options;
    for (const entry of portion) {
      const change = toChange(entry, stored.get(keyOf(entry)), scopeIds);
      this.#count(change);
      // One row at least, however long: the cursor must move.
      if (this.#bytes > limits.bytes && this.#rows.length > 0) {
        this.#to = entry.ver - 1;
        this.#isFull = true;
        return false;
      }
      this.#rows.push(change);
    }
    return true;
  }

  /** Nearly every page is far from full, and to write it twice only to know how far would be dear. */
  #count(change: RowChange): void {
    if (!this.#isExact) {
      const most = this.#bytes + mostBytes(change);
      if (most <= this.#options.limits.bytes) {
        this.#bytes = most;
        return;
      }
      this.#isExact = true;
      this.#bytes = this.#rows.reduce((sum, row) => sum + bytesOf(row), 0);
    }
    this.#bytes += bytesOf(change);
  }

  finish(): Page {
    const complete = !this.#isFull && this.#to === this.#options.head;
    return { to: this.#to, complete, rows: this.#rows };
  }
}

const bytesOf = (change: RowChange): number => Buffer.byteLength(JSON.stringify(change));

/** A sign of a text is six bytes at the most (`\u0007`); a number has two dozen. */
const MOST_SIGN = 6;
const MOST_PLAIN = 32;

/** No less than {@link bytesOf}, told from the lengths alone. */
function mostBytes({ tbl, pk, row }: RowChange): number {
  let most = 4 * MOST_PLAIN + MOST_SIGN * (tbl.length + pk.length);
  for (const [name, value] of Object.entries(row ?? {})) {
    most += name.length + MOST_PLAIN;
    if (typeof value === 'string') most += MOST_SIGN * value.length;
    else if (typeof value === 'object' && value !== null) most += Buffer.byteLength(JSON.stringify(value));
  }
  return most;
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

export interface LogOptions extends Pick<PageOptions, 'from' | 'tables' | 'scopeIds'> {
  readonly limit: number;
}

/** What concerns these tables and scopes, in the order of the versions. */
export function readLog(tx: Tx, { from, tables, scopeIds, limit }: LogOptions): Promise<readonly LogEntry[]> {
  return tx.query<LogEntry & object>(
    `SELECT ver, tbl, pk, scope_before AS "scopeBefore", scope_after AS "scopeAfter" FROM change_log
     WHERE tenant_id = $1 AND ver > $2 AND tbl = ANY($3) AND (scope_before = ANY($4) OR scope_after = ANY($4))
     ORDER BY ver LIMIT $5`,
    [tx.tenantId, from, tables.map(({ name }) => name), scopeIds, limit],
  );
}

export function firstOfEachRow(entries: readonly LogEntry[]): readonly LogEntry[] {
  const seen = new Set<string>();
  return entries.filter((entry) => {
    const key = keyOf(entry);
    const isFirst = !seen.has(key);
    seen.add(key);
    return isFirst;
  });
}

/** The rows of these entries as they stand, by {@link keyOf}. */
export async function readRows(
  tx: Tx,
  entries: readonly LogEntry[],
  tables: readonly Table[],
): Promise<ReadonlyMap<string, StoredRow>> {
  const found = new Map<string, StoredRow>();
  for (const table of tables) {
    const ids = entries.filter(({ tbl }) => tbl === table.name).map(({ pk }) => pk);
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

export function keyOf({ tbl, pk }: Pick<LogEntry, 'tbl' | 'pk'>): string {
  return `${tbl}/${pk}`;
}
