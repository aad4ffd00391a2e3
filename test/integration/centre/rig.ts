import { pino } from 'pino';
import type { CentreOptions } from '#server/centre-options.ts';
import { composeCentre } from '#server/compose.ts';
import type { Centre } from '#server/compose.ts';
import { createKeyFile } from '#server/secrets/key-file.ts';
import type { KeyStore } from '#server/secrets/keys.ts';
import type { Role } from '#shared/commands/command.ts';
import { systemClock } from '#shared/kernel/clock.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import { LEAST } from '#test/support/password-cost.ts';
import { startTestPostgres } from '#test/support/postgres.ts';
import { testKeyFile } from '#test/support/secret-key-file.ts';
import { createTestDesk } from './test-desk.ts';
import type { TestDesk } from './test-desk.ts';

export const PASSWORD = 'Rufblatt-Probe';

export interface TestUser {
  readonly tenant: string;
  readonly login: string;
  readonly userId: string;
}

/** A centre on a database of its own, with two tenants: `kv` (nadine, mehmet, birgit) and `fremd` (olga). */
export interface Rig {
  readonly databaseUrl: string;
  readonly secretKeys: KeyStore;
  readonly clock: Clock;
  readonly centre: Centre;
  readonly url: string;
  readonly nadine: TestUser;
  readonly mehmet: TestUser;
  readonly birgit: TestUser;
  readonly olga: TestUser;
  /** Another node on the same database. */
  startNode(options?: Partial<CentreOptions>): Promise<{ readonly url: string; readonly centre: Centre }>;
  /** Signed in, with a client id of its own. */
  desk(user: TestUser, at?: { readonly url: string }): Promise<TestDesk>;
  stop(): Promise<void>;
}

export async function startRig(options: Partial<CentreOptions> = {}): Promise<Rig> {
  const postgres = await startTestPostgres();
  const databaseUrl = await postgres.createCentreDatabase();
  const nodes: Centre[] = [];
  const secretKeys = options.secretKeys ?? createKeyFile({ path: testKeyFile(), isGiven: true });

  async function startNode(more: Partial<CentreOptions> = {}): Promise<{ url: string; centre: Centre }> {
    const log = pino({ level: 'silent' });
    const centre = composeCentre({
      databaseUrl,
      secretKeys,
      host: '127.0.0.1',
      port: 0,
      log,
      passwordCost: LEAST,
      ...options,
      ...more,
    });
    nodes.push(centre);
    return { ...(await centre.start()), centre };
  }

  const { url, centre } = await startNode();
  await centre.admin.createTenant({ slug: 'kv', name: 'KV Lindental e. V.', demo: true });
  await centre.admin.createTenant({ slug: 'fremd', name: 'Vitalwerk GmbH' });
  const user = async (tenant: string, login: string, name: string, roles: Role[]): Promise<TestUser> => {
    const { userId } = await centre.admin.createUser({ tenant, login, name, roles, password: PASSWORD });
    return { tenant, login, userId };
  };
  return {
    databaseUrl,
    secretKeys,
    clock: options.clock ?? systemClock,
    centre,
    url,
    nadine: await user('kv', 'nadine', 'Nadine Kröger', ['agent']),
    mehmet: await user('kv', 'mehmet', 'Mehmet Yıldız', ['agent']),
    birgit: await user('kv', 'birgit', 'Birgit Hoffmann', ['lead', 'admin']),
    olga: await user('fremd', 'olga', 'Olga Stern', ['agent', 'admin']),
    startNode,
    desk: (who, at = { url }) => createTestDesk({ url: at.url, ...who, password: PASSWORD }),
    async stop() {
      for (const node of nodes) await node.stop();
      await postgres.stop();
    },
  };
}
