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
    for (; values.length - start >= length; start += length) {
      const those = values.length === length ? values : values.slice(start, start + length);
      const empty = portion < WORTH_A_LOOK ? [] : emptyColumns(those, width);
      const { sql, isBound } = upsert(table, portion, empty);
      const bound = isBound.includes(false) ? boundOf(those, isBound) : those;
      if (db.prepare(sql + condition).run(bound).changes > 0) wrote = true;
    }
  }
  return wrote;
}

/** To give SQLite a value takes longer than to look at it, and NULL longest of all: what nobody has is not given. */
const WORTH_A_LOOK = 100;

/** Columns without a value in any of the rows. */
function emptyColumns(values: RowValues, width: number): readonly number[] {
  const empty: number[] = [];
  for (let column = META.length; column < width; column++) {
    let at = column;
    while (at < values.length && values[at] === null) at += width;
    if (at >= values.length) empty.push(column);
  }
  return empty;
}

function boundOf(values: RowValues, isBound: readonly boolean[]): RowValues {
  const bound: SqlValue[] = [];
  for (let start = 0; start < values.length; start += isBound.length) {
    for (let column = 0; column < isBound.length; column++) {
      if (isBound[column]) bound.push(values[start + column] ?? null);
    }
  }
  return bound;
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

interface Upsert {
  readonly sql: string;
  /** By column; the others are NULL in every row. */
  readonly isBound: readonly boolean[];
}

/** By table, number of rows and empty columns: written once, for they are long and used for every page. */
const upserts = new WeakMap<Table, Map<string, Upsert>>();
/** Each is kept prepared, a megabyte of a thousand rows; where the columns that are empty change all the time, none is left out. */
const MOST_UPSERTS = 8;

function upsert(table: Table, rows: number, empty: readonly number[]): Upsert {
  const known = upserts.get(table) ?? new Map<string, Upsert>();
  upserts.set(table, known);
  const key = [rows, ...empty].join();
  const found = known.get(key);
  if (found) return found;
  if (empty.length > 0 && known.size >= MOST_UPSERTS) return upsert(table, rows, []);
  const made = upsertOf(table, rows, empty);
  known.set(key, made);
  return made;
}

function upsertOf(table: Table, rows: number, empty: readonly number[]): Upsert {
  const names = columnsOf(table);
  const isBound = names.map((_name, index) => !empty.includes(index));
  const updates = names.filter((name) => name !== 'id').map((name) => `${name} = excluded.${name}`);
  const one = `(${isBound.map((is) => (is ? '?' : 'NULL')).join(', ')})`;
  const sql = `INSERT INTO ${table.name} (${names.join(', ')}) VALUES ${Array(rows).fill(one).join(', ')}
    ON CONFLICT (id) DO UPDATE SET ${updates.join(', ')}`;
  return { sql, isBound };
}
