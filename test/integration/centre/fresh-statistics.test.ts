import { Pool } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FreshStatistics } from '#server/store/fresh-statistics.ts';
import { startTestPostgres } from '#test/support/postgres.ts';
import type { TestPostgres } from '#test/support/postgres.ts';
import { until } from '#test/support/until.ts';

let postgres: TestPostgres;
let pool: Pool;
const errors: unknown[] = [];

beforeAll(async () => {
  postgres = await startTestPostgres();
  pool = new Pool({ connectionString: await postgres.createDatabase() });
  // As the tables of the centre: a key, and an index that leads nowhere but to all rows of a tenant.
  await pool.query(`
    CREATE TABLE "grown up" (tenant_id integer, id integer, ver integer, note text, PRIMARY KEY (tenant_id, id));
    CREATE INDEX by_ver ON "grown up" (tenant_id, ver);
    ALTER TABLE "grown up" SET (autovacuum_enabled = off)`);
});
afterAll(async () => {
  await pool.end();
  await postgres.stop();
});

const counted = async (): Promise<number> => {
  const { rows } = await pool.query<{ counted: number }>(
    `SELECT reltuples::float8 AS counted FROM pg_class WHERE relname = 'grown up'`,
  );
  return rows[0]?.counted ?? Number.NaN;
};
const fill = (from: number, to: number) =>
  pool.query(`INSERT INTO "grown up" SELECT 1, n, n, 'note' FROM generate_series($1::int, $2::int) AS n`, [
    from,
    to,
  ]);

it('counts a table that has grown, and not again before it has grown much', async () => {
  const statistics = new FreshStatistics({ pool, afterMs: 1, onError: (error) => errors.push(error) });
  await fill(1, 2_000);
  expect(await counted()).toBe(-1);
  await until(async () => {
    statistics.note();
    return (await counted()) === 2_000;
  });
  const { rows } = await pool.query<{ 'QUERY PLAN': string }>(
    `EXPLAIN SELECT 1 FROM "grown up" WHERE tenant_id = 1 AND id = 7`,
  );
  expect(rows.map((row) => row['QUERY PLAN']).join(' ')).toContain('grown up_pkey');

  await fill(2_001, 3_000);
  await fill(3_001, 9_000);
  await until(async () => {
    statistics.note();
    return (await counted()) === 9_000;
  });
  await statistics.stop();
  statistics.note();
  expect(errors).toEqual([]);
});

it('gives up where the database cannot tell, and says so once', async () => {
  let asked = 0;
  const statistics = new FreshStatistics({
    pool: {
      query: () => {
        asked += 1;
        return Promise.reject(new Error('no such view'));
      },
    } as unknown as Pool,
    afterMs: 1,
    onError: (error) => errors.push(error),
  });
  statistics.note();
  await until(() => errors.length > 0);
  statistics.note();
  await statistics.stop();
  expect([asked, errors.length]).toEqual([1, 1]);
});
