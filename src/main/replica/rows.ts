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
  putAll(db, table, storedRows(table, [row]));
}

/** Rows to be written. Columns are counted: id, scope_id, ver, and the table's in their order. */
export interface RowSource {
  readonly count: number;
  /** As it came: what is the same (`===`) in a column is stored alike. */
  value(row: number, column: number): unknown;
  /** @throws for what the column cannot hold */
  stored(row: number, column: number): SqlValue;
}

export function storedRows(table: Table, rows: readonly StoredRow[]): RowSource {
  const names = columnsOf(table);
  const stored = (row: number, column: number): SqlValue => rows[row]?.[names[column] ?? ''] ?? null;
  return { count: rows.length, value: stored, stored };
}

/** As {@link putStored}, many of them. @throws as the source, with some of them written */
export function putAll(db: WritableDb, table: Table, rows: RowSource): void {
  put(db, table, rows, '');
}

/** Writes the rows, each unless a version as new as it is there. Whether it wrote any. @throws as {@link putAll} */
export function putNewer(db: WritableDb, table: Table, rows: RowSource): boolean {
  return put(db, table, rows, ` WHERE excluded.ver > ${table.name}.ver`);
}

/** Rows in one statement: many, for SQLite writes the search index out before each one. */
const PORTIONS = [1_000, 100, 10, 1] as const;
/** SQLite takes no more in one statement. */
const MOST_VALUES = 32_766;

function put(db: WritableDb, table: Table, rows: RowSource, condition: string): boolean {
  const width = META.length + table.columnNames.length;
  let wrote = false;
  let start = 0;
  for (const count of PORTIONS) {
    if (count * width > MOST_VALUES) continue;
    for (; rows.count - start >= count; start += count) {
      const portion: Portion = { rows, start, count, width };
      const { sql, own, shared } = upsert(table, count, count < WORTH_A_LOOK ? [] : sharedColumns(portion));
      const statement = db.prepare(sql + condition);
      const values = ownOf(portion, own);
      const { changes } =
        shared.length > 0 ? statement.run(values, sharedOf(portion, shared)) : statement.run(values);
      if (changes > 0) wrote = true;
    }
  }
  return wrote;
}

interface Portion {
  readonly rows: RowSource;
  /** Its first row, and how many. */
  readonly start: number;
  readonly count: number;
  readonly width: number;
}

/** To give SQLite a value takes longer than to look at it: what all rows have alike, or have not, is given once. */
const WORTH_A_LOOK = 100;

function sharedColumns({ rows, start, count, width }: Portion): readonly number[] {
  const shared: number[] = [];
  for (let column = META.indexOf('scope_id'); column < width; column++) {
    const first = rows.value(start, column);
    let row = 1;
    while (row < count && rows.value(start + row, column) === first) row++;
    if (row === count) shared.push(column);
  }
  return shared;
}

function ownOf({ rows, start, count }: Portion, columns: readonly number[]): readonly SqlValue[] {
  const own: SqlValue[] = [];
  for (let row = start; row < start + count; row++) {
    for (const column of columns) own.push(rows.stored(row, column));
  }
  return own;
}

/** By the names of the statement's parameters. */
function sharedOf({ rows, start }: Portion, columns: readonly number[]): StoredRow {
  return Object.fromEntries(columns.map((column) => [nameOf(column), rows.stored(start, column)]));
}

const nameOf = (column: number): string => `c${column}`;

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
  readonly rows: number;
  /** Columns, as counted by {@link RowSource}, that are given once for all rows. */
  readonly shared: readonly number[];
  /** The others, in their order: given for each row. */
  readonly own: readonly number[];
}

/** By table, number of rows and shared columns: written once, for they are long and used for every page. */
const upserts = new WeakMap<Table, Map<string, Upsert>>();
/** Each is kept prepared, a megabyte of a thousand rows; where the columns change all the time, one that shares fewer will do. */
const MOST_UPSERTS = 8;

function upsert(table: Table, rows: number, shared: readonly number[]): Upsert {
  const known = upserts.get(table) ?? new Map<string, Upsert>();
  upserts.set(table, known);
  const key = [rows, ...shared].join();
  const found = known.get(key);
  if (found) return found;
  if (shared.length > 0 && known.size >= MOST_UPSERTS)
    return mostShared([...known.values()], rows, shared) ?? upsert(table, rows, []);
  const made = upsertOf(table, rows, shared);
  known.set(key, made);
  return made;
}

const mostShared = (known: readonly Upsert[], rows: number, shared: readonly number[]): Upsert | undefined =>
  known
    .filter((one) => one.rows === rows && one.shared.every((column) => shared.includes(column)))
    .toSorted((one, other) => other.shared.length - one.shared.length)[0];

function upsertOf(table: Table, rows: number, shared: readonly number[]): Upsert {
  const names = columnsOf(table);
  const updates = names.filter((name) => name !== 'id').map((name) => `${name} = excluded.${name}`);
  const columns = names.map((_name, column) => column);
  const own = columns.filter((column) => !shared.includes(column));
  const one = `(${columns.map((column) => (own.includes(column) ? '?' : `@${nameOf(column)}`)).join(', ')})`;
  const sql = `INSERT INTO ${table.name} (${names.join(', ')}) VALUES ${Array(rows).fill(one).join(', ')}
    ON CONFLICT (id) DO UPDATE SET ${updates.join(', ')}`;
  return { sql, rows, shared, own };
}
