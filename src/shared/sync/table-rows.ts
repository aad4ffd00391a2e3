import { z } from 'zod';

/** Ids and scopes. */
export const MAX_ID_LENGTH = 64;

/** What a row of {@link TableRows} begins with. */
export const ROW_HEAD = ['id', 'scope_id', 'ver'] as const;

/** Living rows of one table, by version: what the columns are is said once, and a row is its values in their order. */
export interface TableRows {
  tbl: string;
  /** {@link ROW_HEAD}, then the table's own. */
  columns: string[];
  rows: unknown[][];
}

export const tableRows = z.custom<TableRows[]>(
  (tables) => Array.isArray(tables) && tables.every(isTableRows),
);

function isTableRows(table: unknown): table is TableRows {
  if (typeof table !== 'object' || table === null) return false;
  const { tbl, columns, rows } = table as Partial<Record<keyof TableRows, unknown>>;
  if (typeof tbl !== 'string' || !Array.isArray(columns) || !Array.isArray(rows)) return false;
  if (!columns.every((name) => typeof name === 'string') || new Set(columns).size < columns.length)
    return false;
  if (!ROW_HEAD.every((name, index) => columns[index] === name)) return false;
  // Who cuts them goes by their order.
  let last = 0;
  for (const row of rows as readonly unknown[]) {
    if (!Array.isArray(row) || row.length !== columns.length) return false;
    const [pk, , ver] = row as readonly unknown[];
    if (typeof pk !== 'string' || pk.length === 0 || pk.length > MAX_ID_LENGTH) return false;
    if (!Number.isSafeInteger(ver) || (ver as number) < last) return false;
    last = ver as number;
  }
  return true;
}

/** All rows of the tables are after `from` and up to `to`. */
export function areWithin(page: {
  readonly from: number;
  readonly to: number;
  readonly tables?: readonly TableRows[] | undefined;
}): boolean {
  const { from, to, tables = [] } = page;
  return tables.every(({ rows }) => {
    const [first, last] = [rows[0], rows.at(-1)];
    return !first || !last || (versionOf(first) > from && versionOf(last) <= to);
  });
}

/** Of a row of {@link TableRows}. */
export const versionOf = (values: readonly unknown[]): number => values[2] as number;

/** One row of {@link TableRows}, in the other form. */
export interface LivingRow {
  tbl: string;
  pk: string;
  ver: number;
  row: Record<string, unknown>;
}

/** The rows one by one, for what looks at each of them; several times the work. */
export function changesOf(tables: readonly TableRows[]): LivingRow[] {
  return tables.flatMap(({ tbl, columns, rows }) =>
    rows.map((values) => ({
      tbl,
      pk: values[0] as string,
      ver: versionOf(values),
      row: Object.fromEntries(columns.map((name, index) => [name, values[index]])),
    })),
  );
}
