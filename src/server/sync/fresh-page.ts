import type { Tx } from '#server/store/store.ts';
import type { Table } from '#shared/rows/table.ts';
import type { RowChange } from '#shared/sync/protocol.ts';
import type { Page, PageOptions } from './page.ts';

export interface FreshPageOptions extends PageOptions {
  /** The replica was empty when the tenant was here; not below `from`. */
  readonly freshVer: number;
}

interface Place {
  readonly ver: number;
  readonly tbl: string;
}

/**
 * A page for a replica that was empty at `freshVer` and has been fed up to `from`: the living rows alone, in the order
 * of their versions. What was removed up to `freshVer` such a replica has never seen; it ends there at the latest, so
 * that what is removed later comes from the log. However many tombstones there are, none is looked at.
 *
 * `tx` must be a snapshot.
 */
export async function readFreshPage(tx: Tx, options: FreshPageOptions): Promise<Page> {
  const { from, head, freshVer, limits, tables } = options;
  const places = await findPlaces(tx, options);
  const isAll = places.length < limits.rows;
  const end = isAll ? freshVer : (places.at(-1)?.ver ?? freshVer);
  const rows: RowChange[] = [];
  for (const table of tables) {
    if (!places.some(({ tbl }) => tbl === table.name)) continue;
    rows.push(...(await readRows(tx, table, { ...options, end })));
  }
  rows.sort((a, b) => a.ver - b.ver);
  const to = cutAt(rows, limits.bytes, end);
  return {
    to,
    complete: to === head,
    rows: rows.filter(({ ver }) => ver > from && ver <= to),
  };
}

/** The next rows, whatever their table, by version. */
async function findPlaces(
  tx: Tx,
  { from, freshVer, tables, scopeIds, limits }: FreshPageOptions,
): Promise<readonly Place[]> {
  if (tables.length === 0) return [];
  // Table names are checked by defineTable.
  const parts = tables.map(
    ({ name }) =>
      `(SELECT ver, '${name}' AS tbl FROM "${name}"
        WHERE tenant_id = $1 AND NOT deleted AND scope_id = ANY($2) AND ver > $3 AND ver <= $4
        ORDER BY ver LIMIT $5)`,
  );
  const all = parts.join(' UNION ALL ');
  return tx.query<Place & object>(`SELECT ver, tbl FROM (${all}) AS places ORDER BY ver LIMIT $5`, [
    tx.tenantId,
    scopeIds,
    from,
    freshVer,
    limits.rows,
  ]);
}

async function readRows(
  tx: Tx,
  table: Table,
  { from, end, scopeIds }: FreshPageOptions & { readonly end: number },
): Promise<readonly RowChange[]> {
  const columns = ['id', 'scope_id', 'ver', ...table.columnNames].map((name) => `"${name}"`).join(', ');
  const rows = await tx.query<
    Readonly<Record<string, unknown>> & { readonly id: string; readonly ver: number }
  >(
    `SELECT ${columns} FROM "${table.name}"
     WHERE tenant_id = $1 AND NOT deleted AND scope_id = ANY($2) AND ver > $3 AND ver <= $4 ORDER BY ver`,
    [tx.tenantId, scopeIds, from, end],
  );
  return rows.map((row) => ({ tbl: table.name, pk: row.id, ver: row.ver, row }));
}

/** Where the bytes are used up, one row at least; `rows` by version, of which each has its own. */
function cutAt(rows: readonly RowChange[], maxBytes: number, end: number): number {
  let bytes = 0;
  for (const [index, change] of rows.entries()) {
    bytes += sizeOf(change);
    if (bytes > maxBytes && index > 0) return change.ver - 1;
  }
  return end;
}

/** Name, quotes and punctuation of a column, and what is around a row, rounded up. */
const COLUMN_BYTES = 16;
const ENVELOPE_BYTES = 160;
/** Shorter ones are counted by their letters: asking for their bytes takes longer than writing them. */
const LONG_TEXT = 64;

/** About what it takes on the wire; counting exactly would mean writing every row twice. */
function sizeOf({ row }: RowChange): number {
  let bytes = ENVELOPE_BYTES;
  for (const value of Object.values(row ?? {})) {
    bytes += COLUMN_BYTES;
    if (typeof value === 'string')
      bytes += value.length > LONG_TEXT ? Buffer.byteLength(value) : value.length;
    else if (typeof value === 'object' && value !== null) bytes += JSON.stringify(value).length;
  }
  return bytes;
}
