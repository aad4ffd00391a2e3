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
  const names = columnsOf(table);
  db.prepare(upsert(table)).run(...names.map((name) => row[name] ?? null));
}

/** Writes the row unless a version as new as it is there. Whether it wrote. */
export function putNewer(db: WritableDb, table: Table, row: StoredRow): boolean {
  const names = columnsOf(table);
  const { changes } = db
    .prepare(`${upsert(table)} WHERE excluded.ver > ${table.name}.ver`)
    .run(...names.map((name) => row[name] ?? null));
  return changes > 0;
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

function upsert(table: Table): string {
  const names = columnsOf(table);
  const updates = names.filter((name) => name !== 'id').map((name) => `${name} = excluded.${name}`);
  return `INSERT INTO ${table.name} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})
    ON CONFLICT (id) DO UPDATE SET ${updates.join(', ')}`;
}
