import { fold } from '#shared/text/fold.ts';
import type { ExportList } from './export-list.ts';

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
      const wanted = fold(text.trim());
      const rows = found
        .map((row) => cells(row))
        .filter((row) => wanted === '' || fold(row.join(' ')).includes(wanted));
      return { rows, next: found.length < limit ? null : (found.at(-1)?.id ?? null) };
    },
  };
}
