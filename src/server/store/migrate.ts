import { DatabaseError } from 'pg';
import type { Pool, PoolClient } from 'pg';
import { withClient } from './pool.ts';
import type { Migration } from './migrations.ts';
import { sqlFailure } from './sql-failure.ts';

/** The one row that is locked by whoever migrates; the others wait and then find everything done. */
const LOCK_ID = '';

const CREATE = `
  CREATE TABLE IF NOT EXISTS schema_migration (
    id text PRIMARY KEY,
    sha256 text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
  );
  INSERT INTO schema_migration (id, sha256) VALUES ('${LOCK_ID}', '') ON CONFLICT DO NOTHING`;

/**
 * Brings the database to the newest migration, each in a transaction of its own. Several nodes may do so at once.
 * Migrations this version does not know (a newer node was here) are left alone.
 *
 * @returns the ids that were applied by this call.
 * @throws Error when an applied migration is no longer what it was.
 */
export function migrate(pool: Pool, migrations: readonly Migration[]): Promise<readonly string[]> {
  return withClient(pool, async (client) => {
    await createTable(client);
    const applied: string[] = [];
    for (const migration of migrations) {
      if (await applyOnce(client, migration)) applied.push(migration.id);
    }
    return applied;
  });
}

/** Which of these the database has not. Throws where it does not answer. */
export async function missingMigrations(
  pool: Pool,
  migrations: readonly Migration[],
): Promise<readonly string[]> {
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM schema_migration');
  const applied = new Set(rows.map(({ id }) => id));
  return migrations.flatMap(({ id }) => (applied.has(id) ? [] : [id]));
}

/** `IF NOT EXISTS` does not look at what another transaction is just creating: the second one to come fails once. */
async function createTable(client: PoolClient): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.query(CREATE);
      return;
    } catch (error) {
      const metAnother = error instanceof DatabaseError && MET_ANOTHER.includes(error.code ?? '');
      if (!metAnother || attempt === 10) throw error;
    }
  }
}

/** Unique key, table and type that exist already, and a serialisation failure: another node is doing the same. */
const MET_ANOTHER: readonly string[] = ['23505', '42P07', '42710', '40001'];

/** Several nodes may meet; a distributed engine says so with 40001 at any statement. */
async function applyOnce(client: PoolClient, migration: Migration): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await tryToApply(client, migration);
    } catch (error) {
      if (sqlFailure(error) !== 'retry' || attempt === 10) throw error;
    }
  }
}

async function tryToApply(client: PoolClient, { id, sql, sha256 }: Migration): Promise<boolean> {
  await client.query('BEGIN');
  try {
    await client.query('SELECT FROM schema_migration WHERE id = $1 FOR UPDATE', [LOCK_ID]);
    const known = await client.query<{ sha256: string }>(
      'SELECT sha256 FROM schema_migration WHERE id = $1',
      [id],
    );
    const before = known.rows[0]?.sha256;
    if (before !== undefined && before !== sha256) {
      throw new Error(`migration ${id} was changed after it had been applied; write a new one instead`);
    }
    if (before === undefined) {
      await client.query(sql);
      await client.query('INSERT INTO schema_migration (id, sha256) VALUES ($1, $2)', [id, sha256]);
    }
    await client.query('COMMIT');
    return before === undefined;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
