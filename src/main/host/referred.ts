import type { Table } from '#shared/rows/table.ts';
import type { ReadableDb } from '../replica/db.ts';

/** A column that points at things of some type. */
export interface RefColumn {
  readonly table: Table;
  readonly column: string;
  /** The column that names the type, where it is not always the same. */
  readonly typeIn: string | null;
}

/** Every column, of whatever feature, that may point at things of this type. */
export function refColumnsTo(tables: Iterable<Table>, type: string): readonly RefColumn[] {
  return [...tables].flatMap((table) =>
    table.columnNames.flatMap((column): readonly RefColumn[] => {
      const to = table.columns[column]?.ref;
      if (to === undefined) return [];
      if (typeof to === 'string') return to === type ? [{ table, column, typeIn: null }] : [];
      return [{ table, column, typeIn: to.typeIn }];
    }),
  );
}

/** Whether any row points at it. `columns` are to be indexed, or short. */
export function isReferred(
  db: ReadableDb,
  columns: readonly RefColumn[],
  { type, id }: { readonly type: string; readonly id: string },
): boolean {
  return columns.some(({ table, column, typeIn }) =>
    typeIn === null
      ? db.prepare(`SELECT 1 FROM ${table.name} WHERE ${column} = ? LIMIT 1`).get(id) !== undefined
      : db
          .prepare(`SELECT 1 FROM ${table.name} WHERE ${column} = ? AND ${typeIn} = ? LIMIT 1`)
          .get(id, type) !== undefined,
  );
}
