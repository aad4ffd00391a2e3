import type { Table } from '#shared/rows/table.ts';
import type { WritableDb } from './db.ts';
import type { Transaction } from './replica.ts';
import { deleteStored, putStored, readStored } from './rows.ts';
import type { StoredRow } from './rows.ts';
import { defaultOf } from './values.ts';

/* Invariant: a live row without a shadow is the centre's row at the cursor. */

/** Before a pending command writes to the row: keeps the centre's image, unless an earlier command has. */
export function keepShadow(db: WritableDb, table: Table, id: string): void {
  if (db.prepare('SELECT 1 FROM shadow WHERE tbl = ? AND pk = ?').get(table.name, id)) return;
  const row = readStored(db, table, id);
  db.prepare('INSERT INTO shadow (tbl, pk, row) VALUES (?, ?, ?)').run(
    table.name,
    id,
    row ? JSON.stringify(row) : null,
  );
}

/** Takes every pending command's effect back: the live rows are the centre's at the cursor. */
export function restoreShadows({ db, touch }: Transaction, tables: ReadonlyMap<string, Table>): void {
  const shadows = db
    .prepare<[], { tbl: string; pk: string; row: string | null }>('SELECT tbl, pk, row FROM shadow')
    .all();
  for (const { tbl, pk, row } of shadows) {
    const table = tables.get(tbl);
    if (!table) continue;
    touch(tbl);
    if (row === null) deleteStored(db, table, pk);
    else putStored(db, table, withDefaults(table, JSON.parse(row) as StoredRow));
  }
  db.prepare('DELETE FROM shadow').run();
}

/** An image may be older than a column. */
function withDefaults(table: Table, row: StoredRow): StoredRow {
  const full: Record<string, StoredRow[string]> = { ...row };
  for (const [name, column] of Object.entries(table.columns)) full[name] ??= defaultOf(column);
  return full;
}
