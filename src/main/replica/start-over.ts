import type { Table } from '#shared/rows/table.ts';
import type { WritableDb } from './db.ts';
import { patchSyncState } from './sync-state.ts';

/**
 * Pulls everything anew without emptying the desk. Every row, and every image in a shadow, gets `ver` 0: any row of
 * the centre's is newer than that, whatever its epoch. What still has 0 on the next complete page did not come
 * again and goes ({@link sweepLeftOvers}). The outbox stays.
 */
export function startOver(db: WritableDb, tables: ReadonlyMap<string, Table>, epoch: string | null): void {
  for (const { name } of tables.values()) db.prepare(`UPDATE ${name} SET ver = 0 WHERE ver > 0`).run();
  db.prepare("UPDATE shadow SET row = json_set(row, '$.ver', 0) WHERE row IS NOT NULL").run();
  patchSyncState(db, { epoch, cursor: 0, resetting: 1, fed: null });
}

/** Only while no pending command is in effect: their new rows have `ver` 0 as well. */
export function sweepLeftOvers(db: WritableDb, tables: ReadonlyMap<string, Table>): readonly string[] {
  const swept: string[] = [];
  for (const { name } of tables.values()) {
    if (db.prepare(`DELETE FROM ${name} WHERE ver = 0`).run().changes > 0) swept.push(name);
  }
  patchSyncState(db, { resetting: 0 });
  return swept;
}
