import type { AnyRow, Table } from '../rows/table.ts';

/** Columns whose text says who somebody is, wherever it stands. */
const TELLING: readonly string[] = ['name', 'sort_name', 'customer_no', 'digits', 'raw'];
/** Shorter ones are in too many texts that are about something else. */
const SHORTEST = 5;

/** What to look for in texts that have no columns: names, customer numbers, numbers and addresses as they were typed. */
export function tellingTexts(
  table: Table,
  row: AnyRow | Readonly<Record<string, unknown>>,
): readonly string[] {
  return TELLING.filter((name) => table.columns[name] !== undefined).flatMap((name) => {
    const value = (row as Readonly<Record<string, unknown>>)[name];
    return typeof value === 'string' && value.length >= SHORTEST ? [value] : [];
  });
}
