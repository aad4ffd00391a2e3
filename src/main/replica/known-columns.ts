import type { Table } from '#shared/rows/table.ts';
import type { ReadableDb, WritableDb } from './db.ts';
import { startOver } from './start-over.ts';
import { readSyncState } from './sync-state.ts';

interface ReplicaToReconcile {
  readonly db: ReadableDb;
  readonly tables: ReadonlyMap<string, Table>;
  readonly transact: (body: (transaction: { readonly db: WritableDb }) => void) => void;
}

/**
 * Pages were read with the tables and columns the desk knew then; what it did not know was passed over. When a new
 * version knows more, the rows have to come again.
 */
export function reconcileColumns({ db, tables, transact }: ReplicaToReconcile): void {
  const columns = [...tables.values()]
    .flatMap(({ name, columnNames }) => columnNames.map((column) => `${name}.${column}`))
    .sort();
  const { cursor, epoch } = readSyncState(db);
  /** JSON list of `table.column`. */
  const known = db
    .prepare<[], { list: string }>('SELECT known_columns AS list FROM sync_state WHERE id = 1')
    .get();
  const encoded = JSON.stringify(columns);
  if (encoded === known?.list) return;
  const before = new Set(JSON.parse(known?.list ?? '[]') as string[]);
  transact((transaction) => {
    transaction.db.prepare('UPDATE sync_state SET known_columns = ? WHERE id = 1').run(encoded);
    if (cursor > 0 && columns.some((column) => !before.has(column))) startOver(transaction.db, tables, epoch);
  });
}
