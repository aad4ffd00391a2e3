import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { composeCentre } from '#server/compose.ts';
import { memoryKeys } from '#server/secrets/keys.ts';
import { runOn, startTestPostgres } from '#test/support/postgres.ts';
import type { TestPostgres } from '#test/support/postgres.ts';
import { until } from '#test/support/until.ts';

let postgres: TestPostgres;
let other: Server;
beforeAll(async () => {
  postgres = await startTestPostgres();
  other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
});
afterAll(async () => {
  other.close();
  await postgres.stop();
});

const connectionsTo = async (databaseUrl: string): Promise<number> => {
  const [row] = await runOn<{ count: string }>(
    databaseUrl,
    `SELECT count(*) FROM pg_stat_activity
     WHERE datname = current_database() AND application_name LIKE 'rufblatt-%'`,
  );
  return Number(row?.count);
};

it('a node that cannot listen holds nothing once it is stopped', async () => {
  const databaseUrl = await postgres.createCentreDatabase();
  const centre = composeCentre({
    databaseUrl,
    secretKeys: memoryKeys(),
    host: '127.0.0.1',
    port: (other.address() as AddressInfo).port,
    log: pino({ level: 'silent' }),
  });
  await expect(centre.start()).rejects.toMatchObject({ code: 'EADDRINUSE' });
  // Everything but the listening was started: hints and signals have their connections, or come by them.
  await until(async () => (await connectionsTo(databaseUrl)) > 0);
  await centre.stop();
  await until(async () => (await connectionsTo(databaseUrl)) === 0);
  await centre.stop();
});
