import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { afterAll, beforeAll, describe } from 'vitest';
import { createPool } from '#server/store/pool.ts';
import { migrate } from '#server/store/migrate.ts';
import { CORE_MIGRATIONS, readMigrations } from '#server/store/migrations.ts';
import { createStore } from '#server/store/store.ts';
import { createClock } from '#server/sync/tenant-clock.ts';
import type { Table } from '#shared/rows/table.ts';
import { centresAgree } from '#test/conformance/centre.ts';
import { EPOCH, USER_OF } from '#test/conformance/centre-desk.ts';
import type { CentreUnderTest } from '#test/conformance/centre-desk.ts';
import { createCentreDatabase } from '#test/simulation/centre-database.ts';
import { tables } from '#test/simulation/model.ts';
import { createSqliteStore } from '#test/simulation/sqlite-store.ts';
import { startTestPostgres } from '#test/support/postgres.ts';
import type { TestPostgres } from '#test/support/postgres.ts';

/* What the simulator runs the centre's code on (SQLite) answers as PostgreSQL does: its findings hold for the product. */

const RUNS = 150;
/** The same sequences each time: a failure is seen again. */
const SEED = 20_261_122;

let postgres: TestPostgres;
let pool: Pool;

beforeAll(async () => {
  postgres = await startTestPostgres();
  pool = createPool(await postgres.createDatabase(), () => undefined);
  await migrate(pool, await readMigrations([CORE_MIGRATIONS]));
  for (const table of tables) await pool.query(entityOf(table));
});
afterAll(async () => {
  await pool?.end();
  await postgres?.stop();
});

describe('the centre on SQLite and on PostgreSQL', () => {
  centresAgree(
    async () => {
      const tenantId = randomUUID();
      return [openSqlite(tenantId), await openPostgres(tenantId)];
    },
    { runs: RUNS, seed: SEED },
  );
});

function openSqlite(tenantId: string): CentreUnderTest {
  const database = { raw: createCentreDatabase([tenantId], EPOCH), turn: Promise.resolve() };
  const store = createSqliteStore({
    database,
    beforeStatement: () => undefined,
    pause: () => Promise.resolve(),
    onCommit: () => undefined,
  });
  return { store, tenantId, close: async () => void database.raw.close() };
}

async function openPostgres(tenantId: string): Promise<CentreUnderTest> {
  await pool.query(
    `INSERT INTO tenant (tenant_id, slug, name, demo, default_scope_id, created_at)
     VALUES ($1::uuid, 't' || $1::text, 'Probe', false, 'north', 0)`,
    [tenantId],
  );
  for (const userId of new Set(Object.values(USER_OF)))
    await pool.query(
      `INSERT INTO account (tenant_id, user_id, login, name, password_hash, roles, scope_id, created_at)
       VALUES ($1, $2, $2, $2, '', '{agent}', 'north', 0)`,
      [tenantId, userId],
    );
  const store = createStore(pool);
  await store.withTenant(tenantId, (tx) => createClock(tx, EPOCH));
  return { store, tenantId, close: async () => undefined };
}

const TYPES = {
  text: 'text COLLATE "C"',
  integer: 'bigint',
  real: 'double precision',
  boolean: 'boolean',
  json: 'json',
} as const;

/** As a feature's migration does. */
function entityOf({ name, columns }: Table): string {
  const own = Object.entries(columns).map(
    ([column, { kind, nullable }]) => `"${column}" ${TYPES[kind]}${nullable ? '' : ' NOT NULL'}`,
  );
  return `CREATE TABLE "${name}" (${own.join(', ')}); SELECT rufblatt_entity('"${name}"');`;
}
