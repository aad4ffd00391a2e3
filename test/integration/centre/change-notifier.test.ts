import type { Pool } from 'pg';
import { createPool } from '#server/store/pool.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createInProcessNotifier } from '#server/sync/change-notifier.ts';
import type { ChangeNotifier, TenantChange } from '#server/sync/change-notifier.ts';
import { createPostgresNotifier } from '#server/sync/postgres-notifier.ts';
import { startTestPostgres } from '#test/support/postgres.ts';
import type { TestPostgres } from '#test/support/postgres.ts';
import { until } from '#test/support/until.ts';
import { newId } from './test-desk.ts';

let postgres: TestPostgres;
let databaseUrl: string;
let pool: Pool;

beforeAll(async () => {
  postgres = await startTestPostgres();
  databaseUrl = await postgres.createDatabase();
  pool = createPool(databaseUrl, () => {});
});
afterAll(async () => {
  await pool?.end();
  await postgres?.stop();
});

const ADAPTERS: readonly (readonly [string, () => ChangeNotifier])[] = [
  ['in process', createInProcessNotifier],
  [
    'PostgreSQL',
    () =>
      createPostgresNotifier({
        databaseUrl,
        pool,
        onError: (error) => {
          throw error;
        },
      }),
  ],
];

describe.each(ADAPTERS)('a change notifier: %s', (_name, create) => {
  it('brings every listener the newest version of every tenant, until it is stopped', async () => {
    const notifier = create();
    const heard: TenantChange[][] = [[], []];
    for (const list of heard) notifier.subscribe((change) => list.push(change));
    await notifier.start();
    const tenants = Array.from({ length: 300 }, () => newId());
    for (let ver = 1; ver <= 3; ver += 1) {
      for (const tenantId of tenants) notifier.publish({ tenantId, ver });
    }
    for (const list of heard) {
      await until(
        () => new Set(list.filter(({ ver }) => ver === 3).map(({ tenantId }) => tenantId)).size === 300,
      );
      expect(list.every(({ tenantId }) => tenants.includes(tenantId))).toBe(true);
    }
    await notifier.stop();
  });

  it('says no more to a listener that has left', async () => {
    const notifier = create();
    const [stayed, left]: [number[], number[]] = [[], []];
    notifier.subscribe(({ ver }) => stayed.push(ver));
    const leave = notifier.subscribe(({ ver }) => left.push(ver));
    await notifier.start();
    leave();
    notifier.publish({ tenantId: newId(), ver: 7 });
    await until(() => stayed.includes(7));
    expect(left).toEqual([]);
    await notifier.stop();
  });
});
