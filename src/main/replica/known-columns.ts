import type { Table } from '#shared/rows/table.ts';
import type { ReadableDb, WritableDb } from './db.ts';
import { startOver } from './start-over.ts';
import { patchSyncState, readSyncState } from './sync-state.ts';

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
  const { known_columns, cursor, epoch } = readSyncState(db);
  const encoded = JSON.stringify(columns);
  if (encoded === known_columns) return;
  const before = new Set(JSON.parse(known_columns) as string[]);
  transact((transaction) => {
    patchSyncState(transaction.db, { known_columns: encoded });
    if (cursor > 0 && columns.some((column) => !before.has(column))) startOver(transaction.db, tables, epoch);
  });
}
