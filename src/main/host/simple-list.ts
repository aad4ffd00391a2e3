import { rowsWith } from './export-list.ts';
import type { ExportFilter, ExportList } from './export-list.ts';

interface Simple<Row extends { readonly id: string }> {
  readonly name: string;
  readonly columns: readonly string[];
  /** A SELECT without ORDER BY, of rows with an `id`. */
  readonly sql: string;
  /** As many as there are columns. */
  readonly cells: (row: Row) => readonly string[];
}

/** A list of one statement, in the order its rows were made; a search leaves the rows that have the text in any cell. */
export function simpleList<Row extends { readonly id: string }>({
  name,
  columns,
  sql,
  cells,
}: Simple<Row>): ExportList {
  return {
    name,
    columns,
    count: (db) => db.prepare<[], number>(`SELECT count(*) FROM (${sql})`).pluck().get() ?? 0,
    page(db, { text }, after, limit) {
      const found = db
        .prepare<[string, number], Row>(`SELECT * FROM (${sql}) WHERE id > ? ORDER BY id LIMIT ?`)
        .all(after ?? '', limit);
      const rows = rowsWith(
        found.map((row) => cells(row)),
        text,
      );
      return { rows, next: found.length < limit ? null : (found.at(-1)?.id ?? null) };
    },
  };
}

interface Whole {
  readonly name: string;
  readonly columns: readonly string[];
  /** In the order of the screen; as many cells as there are columns. */
  readonly rows: (filter: ExportFilter) => readonly (readonly string[])[];
}

/** A list that is short by its nature and made in one go, as its screen shows it: one page. `rows` heed the search. */
export function foundList({ name, columns, rows }: Whole): ExportList {
  return {
    ...{ name, columns },
    count: (_db, filter) => rows(filter).length,
    page: (_db, filter) => ({ rows: rows(filter), next: null }),
  };
}

/** The same, of rows that know nothing of the search: it leaves those that have the text in any cell. */
export function wholeList({ rows, ...named }: Whole): ExportList {
  return foundList({ ...named, rows: (filter) => rowsWith(rows(filter), filter.text) });
}
