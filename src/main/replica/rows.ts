import type { AnyRow, Table, Value } from '#shared/rows/table.ts';
import type { ReadableDb, WritableDb } from './db.ts';
import { fromSql } from './values.ts';
import type { SqlValue } from './values.ts';

/** A row as SQLite holds it: id, scope_id, ver and the table's columns. */
export type StoredRow = Readonly<Record<string, SqlValue>>;

const META = ['id', 'scope_id', 'ver'] as const;
const columnsOf = (table: Table): readonly string[] => [...META, ...table.columnNames];

export function readStored(db: ReadableDb, table: Table, id: string): StoredRow | undefined {
  return db
    .prepare<[string], StoredRow>(`SELECT ${columnsOf(table).join(', ')} FROM ${table.name} WHERE id = ?`)
    .get(id);
}

/** Rows equal in every column of `where`, by id; NULL equals NULL. */
export function findStored(db: ReadableDb, table: Table, where: StoredRow): readonly StoredRow[] {
  const names = Object.keys(where);
  const condition = names.map((name) => `${name} IS ?`).join(' AND ') || 'true';
  return db
    .prepare<SqlValue[], StoredRow>(
      `SELECT ${columnsOf(table).join(', ')} FROM ${table.name} WHERE ${condition} ORDER BY id`,
    )
    .all(...names.map((name) => where[name] ?? null));
}

/** Writes the row whatever was there. An upsert, not a replace: a replace would not fire the delete triggers. */
export function putStored(db: WritableDb, table: Table, row: StoredRow): void {
  putAll(db, table, valuesOf(table, row));
}

/** Values of rows, one row after the other: each its id, scope_id, ver, and the table's columns in their order. */
export type RowValues = readonly SqlValue[];

export function valuesOf(table: Table, row: StoredRow): RowValues {
  return columnsOf(table).map((name) => row[name] ?? null);
}

/** As {@link putStored}, many of them. */
export function putAll(db: WritableDb, table: Table, values: RowValues): void {
  put(db, table, values, '');
}

/** Writes the rows, each unless a version as new as it is there. Whether it wrote any. */
export function putNewer(db: WritableDb, table: Table, values: RowValues): boolean {
  return put(db, table, values, ` WHERE excluded.ver > ${table.name}.ver`);
}

/** Rows in one statement: many, for SQLite writes the search index out before each one. */
const PORTIONS = [1_000, 100, 10, 1] as const;
/** SQLite takes no more in one statement. */
const MOST_VALUES = 32_766;

function put(db: WritableDb, table: Table, values: RowValues, condition: string): boolean {
  const width = META.length + table.columnNames.length;
  let wrote = false;
  let start = 0;
  for (const portion of PORTIONS) {
    const length = portion * width;
    if (values.length - start < length || length > MOST_VALUES) continue;
    const statement = db.prepare(upsert(table, portion) + condition);
    for (; values.length - start >= length; start += length) {
      const those = values.length === length ? values : values.slice(start, start + length);
      if (statement.run(those).changes > 0) wrote = true;
    }
  }
  return wrote;
}

export function patchStored(db: WritableDb, table: Table, id: string, patch: StoredRow): void {
  const names = Object.keys(patch);
  if (names.length === 0) return;
  db.prepare(`UPDATE ${table.name} SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`).run(
    ...names.map((name) => patch[name] ?? null),
    id,
  );
}

export function deleteStored(db: WritableDb, table: Table, id: string): void {
  db.prepare(`DELETE FROM ${table.name} WHERE id = ?`).run(id);
}

/** Removes the row unless it is newer than `ver`. Whether it did. */
export function deleteOlder(db: WritableDb, table: Table, id: string, ver: number): boolean {
  return db.prepare(`DELETE FROM ${table.name} WHERE id = ? AND ver <= ?`).run(id, ver).changes > 0;
}

/** As commands see it: booleans and json decoded. */
export function decodeRow(table: Table, stored: StoredRow): AnyRow {
  const fields: Record<string, Value> = {};
  for (const [name, column] of Object.entries(table.columns))
    fields[name] = fromSql(column, stored[name] ?? null);
  return { ...fields, id: String(stored.id), scope_id: String(stored.scope_id), ver: Number(stored.ver) };
}

/** By table and number of rows: written once, for they are long and used for every page. */
const upserts = new WeakMap<Table, Map<number, string>>();

function upsert(table: Table, rows: number): string {
  const known = upserts.get(table) ?? new Map<number, string>();
  upserts.set(table, known);
  const sql = known.get(rows) ?? upsertOf(table, rows);
  known.set(rows, sql);
  return sql;
}

function upsertOf(table: Table, rows: number): string {
  const names = columnsOf(table);
  const updates = names.filter((name) => name !== 'id').map((name) => `${name} = excluded.${name}`);
  const one = `(${names.map(() => '?').join(', ')})`;
  return `INSERT INTO ${table.name} (${names.join(', ')}) VALUES ${Array(rows).fill(one).join(', ')}
    ON CONFLICT (id) DO UPDATE SET ${updates.join(', ')}`;
}
