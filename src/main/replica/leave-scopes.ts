import type { Table } from '#shared/rows/table.ts';
import type { ReadableDb } from './db.ts';
import type { Transaction } from './replica.ts';

const inScopes = 'scope_id IN (SELECT value FROM json_each(?))';

/** Removes all rows of these scopes. Only while no pending command is in effect: their images are gone as well. */
export function leaveScopes(
  { db, touch }: Transaction,
  tables: ReadonlyMap<string, Table>,
  scopes: readonly string[],
): void {
  if (scopes.length === 0) return;
  for (const { name } of tables.values()) {
    const { changes } = db.prepare(`DELETE FROM ${name} WHERE ${inScopes}`).run(JSON.stringify(scopes));
    if (changes > 0) touch(name);
  }
}

/**
 * As {@link leaveScopes}, but at most `limit` rows. Whether there may be more. The triggers' share (search, numbers)
 * makes a whole branch a matter of seconds; a call must not wait for it.
 */
export function leaveSome(
  { db, touch }: Transaction,
  tables: ReadonlyMap<string, Table>,
  scopes: readonly string[],
  limit: number,
): boolean {
  for (const { name } of tables.values()) {
    const { changes } = db
      .prepare(
        `DELETE FROM ${name} WHERE id IN (
           SELECT id FROM ${name} WHERE ${inScopes} LIMIT ?)`,
      )
      .run(JSON.stringify(scopes), limit);
    if (changes > 0) {
      touch(name);
      return true;
    }
  }
  return false;
}

/** Rows of all tables, or some more where many were removed; counting a million would hold a call up. */
export function estimateRows(db: ReadableDb, tables: ReadonlyMap<string, Table>): number {
  const hasRowid = db
    .prepare<[], string>("SELECT name FROM pragma_table_list WHERE schema = 'main' AND wr = 0")
    .pluck()
    .all();
  let rows = 0;
  for (const { name } of tables.values()) {
    const count = hasRowid.includes(name) ? 'max(rowid)' : 'count(*)';
    rows += db.prepare<[], number | null>(`SELECT ${count} FROM ${name}`).pluck().get() ?? 0;
  }
  return rows;
}
