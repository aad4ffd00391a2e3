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
 * Removes at most `limit` rows of these scopes, but none with pending work: {@link leaveScopes} does that with the
 * page that says so. Whether there may be more. The triggers' share (search, numbers) makes a whole branch a matter of
 * seconds; a call must not wait for it.
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
           SELECT id FROM ${name} WHERE ${inScopes}
           AND id NOT IN (SELECT pk FROM shadow WHERE tbl = '${name}') LIMIT ?)`,
      )
      .run(JSON.stringify(scopes), limit);
    if (changes > 0) {
      touch(name);
      return true;
    }
  }
  return false;
}

/** Living rows of all tables. */
export function countRows(db: ReadableDb, tables: ReadonlyMap<string, Table>): number {
  let rows = 0;
  for (const { name } of tables.values()) {
    rows += db.prepare<[], { rows: number }>(`SELECT count(*) AS rows FROM ${name}`).get()?.rows ?? 0;
  }
  return rows;
}
