import type { Database } from 'better-sqlite3';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import type { Migration } from './db.ts';

const ID = /^\d{4}-\d{2}-\d{2}-[a-z0-9-]+$/;

export const MIGRATION_TABLE =
  'CREATE TABLE IF NOT EXISTS migration (id TEXT PRIMARY KEY, applied_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP) STRICT';

/**
 * Brings the schema up to date: all that is missing, in the order of the ids, in one transaction – it succeeds
 * whole or leaves everything as it was.
 * @throws {AppError} `replica.migration-failed` {id}; `replica.newer` {id} when the file knows a migration this
 *   version of the app does not
 * @throws {Error} for ids that are malformed or twice there: a mistake in the code
 */
export function migrate(
  connection: Pick<Database, 'prepare' | 'exec' | 'inTransaction'>,
  migrations: readonly Migration[],
): readonly string[] {
  const ordered = inOrder(migrations);
  connection.exec(MIGRATION_TABLE);
  const applied = new Set(
    connection
      .prepare<[], { id: string }>('SELECT id FROM migration')
      .all()
      .map(({ id }) => id),
  );
  const known = new Set(ordered.map(({ id }) => id));
  for (const id of applied) {
    if (!known.has(id))
      throw new AppError('replica.newer', `the replica was migrated by a newer version: ${id}`, { id });
  }

  const missing = ordered.filter(({ id }) => !applied.has(id));
  if (missing.length === 0) return [];
  connection.exec('BEGIN IMMEDIATE');
  try {
    for (const migration of missing) runOne(connection, migration);
    connection.exec('COMMIT');
  } catch (error) {
    if (connection.inTransaction) connection.exec('ROLLBACK');
    throw error;
  }
  return missing.map(({ id }) => id);
}

function inOrder(migrations: readonly Migration[]): readonly Migration[] {
  const ordered = migrations.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  ordered.forEach(({ id }, index) => {
    if (!ID.test(id)) throw new Error(`not a migration's id: ${id}`);
    if (ordered[index + 1]?.id === id) throw new Error(`two migrations are named ${id}`);
  });
  return ordered;
}

function runOne(
  connection: Pick<Database, 'prepare' | 'exec' | 'inTransaction'>,
  { id, sql }: Migration,
): void {
  try {
    connection.exec(sql);
    if (!connection.inTransaction) throw new Error('a migration must not end the transaction');
    connection.prepare('INSERT INTO migration (id) VALUES (?)').run(id);
  } catch (error) {
    throw new AppError(
      'replica.migration-failed',
      `migration ${id}: ${messageOf(error)}`,
      { id },
      { cause: error },
    );
  }
}
