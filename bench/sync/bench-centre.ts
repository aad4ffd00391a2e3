import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { createCentreClient } from '#main/sync/centre-client.ts';
import { openSession } from '#server/auth/sessions.ts';
import { composeAdministration } from '#server/compose.ts';
import { memoryKeys } from '#server/secrets/keys.ts';
import { startPostgres } from '#server/postgres/supervisor.ts';
import { createPool } from '#server/store/pool.ts';
import { createStore } from '#server/store/store.ts';
import { loginReply, paths } from '#shared/sync/protocol.ts';
import type { LoginReply } from '#shared/sync/protocol.ts';
import { runOn } from '#test/support/postgres.ts';
import { startNodeProcess } from './node-process.ts';
import type { NodeProcess } from './node-process.ts';

/** PostgreSQL and one node, each in a process of its own, as they are run; one tenant. */
export interface BenchCentre {
  readonly databaseUrl: string;
  readonly node: NodeProcess;
  /** The node's and PostgreSQL's; the others are their children. */
  readonly pids: readonly number[];
  /** Signed in on a device of its own. */
  signIn(): Promise<LoginReply>;
  /** Tokens of further devices of the same person, without a sign-in, which is made to take its time. */
  addDevices(count: number): Promise<readonly string[]>;
  stop(): Promise<void>;
}

const TENANT = 'bench';
const LOGIN = 'nadine';

export async function startBenchCentre(): Promise<BenchCentre> {
  const postgres = await startPostgres();
  let node: NodeProcess | undefined;
  const stop = async (): Promise<void> => {
    await node?.stop();
    await postgres.stop();
  };
  try {
    const databaseUrl = postgres.url;
    const password = randomBytes(12).toString('hex');
    const { admin, ...administration } = composeAdministration({
      databaseUrl,
      secretKeys: memoryKeys(),
      log: pino({ level: 'silent' }),
    });
    await administration.start();
    await admin.createTenant({ slug: TENANT, name: 'Bench' });
    const roles = ['agent' as const];
    await admin.createUser({ tenant: TENANT, login: LOGIN, name: 'Nadine Kröger', roles, password });
    await administration.stop();
    node = await startNodeProcess(databaseUrl);
    const client = createCentreClient({ url: node.url });
    const signIn = (): Promise<LoginReply> =>
      client.post(paths.login, { tenant: TENANT, login: LOGIN, password, device: 'bench' }, loginReply);
    const pids = [node.pid, postgres.pid];
    return {
      ...{ databaseUrl, node, pids, signIn, stop },
      addDevices: (count) => addDevices(databaseUrl, count),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function addDevices(databaseUrl: string, count: number): Promise<readonly string[]> {
  const pool = createPool(databaseUrl, () => undefined);
  try {
    const [person] = await runOn<{ tenantId: string; userId: string }>(
      databaseUrl,
      'SELECT tenant_id AS "tenantId", user_id AS "userId" FROM account',
    );
    if (!person) throw new Error('nobody has an account');
    const { tenantId, userId } = person;
    return await createStore(pool).withTenant(tenantId, async (tx) => {
      const tokens = [];
      for (let made = 0; made < count; made++)
        tokens.push(await openSession(tx, { userId, device: `bench ${made}`, now: Date.now() }));
      return tokens;
    });
  } finally {
    await pool.end();
  }
}
