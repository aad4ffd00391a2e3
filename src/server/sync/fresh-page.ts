import type { Tx } from '#server/store/store.ts';
import type { Table } from '#shared/rows/table.ts';
import { ROW_HEAD, versionOf } from '#shared/sync/table-rows.ts';
import type { TableRows } from '#shared/sync/table-rows.ts';
import type { PageOptions } from './page.ts';

export interface FreshPageOptions extends PageOptions {
  /** The replica was empty when the tenant was here; not below `from`. */
  readonly freshVer: number;
}

/** Rows by table; `to` and `complete` as of a page. */
export interface FreshPage {
  readonly to: number;
  readonly complete: boolean;
  readonly tables: TableRows[];
}

/**
 * A page for a replica that was empty at `freshVer` and has been fed up to `from`: the living rows alone, in the order
 * of their versions. What was removed up to `freshVer` such a replica has never seen; it ends there at the latest, so
 * that what is removed later comes from the log. However many tombstones there are, none is looked at.
 *
 * `tx` must be a snapshot.
 */
export async function readFreshPage(tx: Tx, options: FreshPageOptions): Promise<FreshPage> {
  const { head, limits } = options;
  const { end, found } = await readNext(tx, options);
  const to = cutAt(found, limits.bytes, end);
  return {
    to,
    complete: to === head,
    tables: found.map((table) => (to === end ? table : { ...table, rows: upTo(table.rows, to) })),
  };
}

interface Found {
  /** A version: all rows up to it are found. */
  readonly end: number;
  readonly found: readonly TableRows[];
}

/**
 * Up to `limits.rows` of them, and fewer only where there are no more or at least half as many.
 *
 * A version is one change of one row (change_log), so that no more rows than versions are in between: as many versions
 * as rows are wanted need no counting. Where most of them have been changed since, the rest is counted up.
 */
async function readNext(tx: Tx, options: FreshPageOptions): Promise<Found> {
  const { from, freshVer, limits } = options;
  const near = Math.min(freshVer, from + limits.rows);
  const found = await readTables(tx, await tablesWithin(tx, { ...options, end: near }), {
    ...options,
    end: near,
  });
  const left = limits.rows - found.reduce((sum, { rows }) => sum + rows.length, 0);
  if (near === freshVer || left <= limits.rows / 2) return { end: near, found };
  const beyond = { ...options, from: near, limits: { ...limits, rows: left } };
  const places = await findPlaces(tx, beyond);
  const isAll = places.reduce((sum, { rows }) => sum + rows, 0) < left;
  const end = isAll ? freshVer : Math.max(...places.map(({ ver }) => ver));
  const names = places.map(({ tbl }) => tbl);
  return { end, found: joined(found, await readTables(tx, names, { ...beyond, end })) };
}

/** $1 tenant, $2 scopes, $3 and $4 the version before the first and the last. */
const WITHIN = 'tenant_id = $1 AND NOT deleted AND scope_id = ANY($2) AND ver > $3 AND ver <= $4';

/** The tables with rows up to `end`. */
async function tablesWithin(
  tx: Tx,
  { from, tables, scopeIds, end }: FreshPageOptions & { readonly end: number },
): Promise<readonly string[]> {
  if (tables.length === 0) return [];
  // Table names are checked by defineTable.
  const parts = tables.map(
    ({ name }) =>
      `SELECT '${name}' AS tbl WHERE EXISTS (SELECT 1 FROM "${name}"
        WHERE ${WITHIN})`,
  );
  const all = parts.join(' UNION ALL ');
  const found = await tx.query<{ tbl: string }>(all, [tx.tenantId, scopeIds, from, end]);
  return found.map(({ tbl }) => tbl);
}

async function readTables(
  tx: Tx,
  names: readonly string[],
  options: FreshPageOptions & { readonly end: number },
): Promise<readonly TableRows[]> {
  const found: TableRows[] = [];
  for (const table of options.tables)
    if (names.includes(table.name)) found.push(await readRows(tx, table, options));
  return found;
}

/** The rows of the second are of after those of the first. */
function joined(first: readonly TableRows[], second: readonly TableRows[]): readonly TableRows[] {
  const both = first.map((one) => {
    const more = second.find(({ tbl }) => tbl === one.tbl);
    return more ? { ...one, rows: [...one.rows, ...more.rows] } : one;
  });
  return [...both, ...second.filter(({ tbl }) => !first.some((one) => one.tbl === tbl))];
}

/** How many of the next rows, whatever their table, are in it, and the last one's version. */
interface Place {
  readonly tbl: string;
  readonly rows: number;
  readonly ver: number;
}

/** The tables of the next rows by version. */
async function findPlaces(
  tx: Tx,
  { from, freshVer, tables, scopeIds, limits }: FreshPageOptions,
): Promise<readonly Place[]> {
  if (tables.length === 0) return [];
  const parts = tables.map(
    ({ name }) =>
      `(SELECT ver, '${name}' AS tbl FROM "${name}"
        WHERE ${WITHIN}
        ORDER BY ver LIMIT $5)`,
  );
  const all = parts.join(' UNION ALL ');
  return tx.query<Place & object>(
    `SELECT tbl, count(*) AS rows, max(ver) AS ver
     FROM (SELECT ver, tbl FROM (${all}) AS places ORDER BY ver LIMIT $5) AS next GROUP BY tbl`,
    [tx.tenantId, scopeIds, from, freshVer, limits.rows],
  );
}

async function readRows(
  tx: Tx,
  table: Table,
  { from, end, scopeIds }: FreshPageOptions & { readonly end: number },
): Promise<TableRows> {
  const columns = [...ROW_HEAD, ...table.columnNames];
  const rows = await tx.queryValues(
    `SELECT ${columns.map((name) => `"${name}"`).join(', ')} FROM "${table.name}"
     WHERE ${WITHIN} ORDER BY ver`,
    [tx.tenantId, scopeIds, from, end],
  );
  return { tbl: table.name, columns, rows: [...rows] };
}

const upTo = (rows: readonly unknown[][], to: number): unknown[][] =>
  rows.filter((row) => versionOf(row) <= to);

/** Where the bytes are used up, one row at least. */
function cutAt(tables: readonly TableRows[], maxBytes: number, end: number): number {
  const sizes = tables.flatMap(({ rows }) =>
    rows.map((row) => ({ ver: versionOf(row), bytes: sizeOf(row) })),
  );
  let bytes = sizes.reduce((sum, size) => sum + size.bytes, 0);
  if (bytes <= maxBytes) return end;
  bytes = 0;
  for (const [index, size] of sizes.toSorted((a, b) => a.ver - b.ver).entries()) {
    bytes += size.bytes;
    if (bytes > maxBytes && index > 0) return size.ver - 1;
  }
  return end;
}

/** Quotes and punctuation of a value, rounded up. */
const VALUE_BYTES = 8;
/** Shorter ones are counted by their letters: asking for their bytes takes longer than writing them. */
const LONG_TEXT = 64;

/** About what it takes on the wire; counting exactly would mean writing every row twice. */
function sizeOf(row: readonly unknown[]): number {
  let bytes = VALUE_BYTES;
  for (const value of row) {
    bytes += VALUE_BYTES;
    if (typeof value === 'string')
      bytes += value.length > LONG_TEXT ? Buffer.byteLength(value) : value.length;
    else if (typeof value === 'object' && value !== null) bytes += JSON.stringify(value).length;
  }
  return bytes;
}
