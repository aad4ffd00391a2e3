import { AsyncLocalStorage } from 'node:async_hooks';
import { glob, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Client, DatabaseError } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { LEASE_PATH, leaseReply } from '#shared/features/tickets/lease.ts';
import { paths } from '#shared/sync/protocol.ts';
import { runOn } from '#test/support/postgres.ts';
import { startRig } from './rig.ts';
import type { Rig } from './rig.ts';
import { person } from './test-desk.ts';

/* The "from day one" list of docs/scaling.md: what lets the centre run on Citus, YugabyteDB or CockroachDB later. */

/** Of one call of the store, which may be several attempts at one transaction. */
const call = new AsyncLocalStorage<{ hasFailed: boolean }>();
const injected = { isOn: false, count: 0 };

vi.mock(import('#server/store/store.ts'), async (original) => {
  const { createStore, ...rest } = await original();
  return {
    ...rest,
    createStore(pool) {
      const store = createStore(pool);
      const apart =
        <A extends unknown[], R>(work: (...args: A) => R) =>
        (...args: A): R =>
          call.run({ hasFailed: false }, () => work(...args));
      return {
        withTenant: apart(store.withTenant) as typeof store.withTenant,
        withSnapshot: apart(store.withSnapshot) as typeof store.withSnapshot,
        withSlug: apart(store.withSlug) as typeof store.withSlug,
      };
    },
  };
});

/** Every transaction of the store meets another one the first time, at the latest moment there is: its commit. */
function injectFailures(): void {
  const query = Client.prototype.query as (...args: unknown[]) => Promise<unknown>;
  vi.spyOn(Client.prototype, 'query').mockImplementation(function meet(this: Client, ...args: unknown[]) {
    const attempt = call.getStore();
    if (args[0] !== 'COMMIT' || !injected.isOn || !attempt || attempt.hasFailed)
      return query.apply(this, args) as never;
    attempt.hasFailed = true;
    injected.count += 1;
    const met = Object.assign(new DatabaseError('could not serialize access', 0, 'error'), { code: '40001' });
    return query.call(this, 'ROLLBACK').then(() => {
      throw met;
    }) as never;
  });
}

let rig: Rig;

beforeAll(async () => {
  injectFailures();
  rig = await startRig();
});
afterAll(async () => {
  await rig?.stop();
  vi.restoreAllMocks();
});

interface Sources {
  readonly name: string;
  readonly text: string;
}

/** The centre's own; the supervisor of the embedded server and the operator's backup are no part of the protocol. */
async function readSources(): Promise<readonly Sources[]> {
  const root = fileURLToPath(new URL('../../../src/server/', import.meta.url));
  const found: Sources[] = [];
  for await (const name of glob('**/*.{ts,sql}', { cwd: root })) {
    if (/\.test(?:-process)?\.ts$|^postgres\/|^backup\//.test(name)) continue;
    const text = await readFile(`${root}${name}`, 'utf8');
    found.push({
      name,
      text: name.endsWith('.sql')
        ? text.replaceAll(/--.*$/gm, '')
        : text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, ''),
    });
  }
  expect(found.length).toBeGreaterThan(50);
  return found;
}

/** Tables of the database that belong to the centre. */
const TABLES = `
  SELECT c.oid::int AS oid, c.relname AS name FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'schema_migration'`;

const COLUMNS_OF = (keys: string): string =>
  `ARRAY(SELECT a.attname::text FROM unnest(${keys}) WITH ORDINALITY AS k (attnum, place)
         JOIN pg_attribute a ON a.attrelid = x.rel AND a.attnum = k.attnum ORDER BY k.place)`;

describe('the schema', () => {
  it('has tenant_id in every table', async () => {
    const without = await runOn<{ name: string }>(
      rig.databaseUrl,
      `SELECT name FROM (${TABLES}) t WHERE NOT EXISTS
         (SELECT FROM pg_attribute WHERE attrelid = t.oid AND attname = 'tenant_id' AND attnotnull)`,
    );
    expect(without).toEqual([]);
    expect((await runOn(rig.databaseUrl, TABLES)).length).toBeGreaterThan(15);
  });

  it('begins every key with it', async () => {
    const keys = await runOn<{ name: string; columns: string[]; isPrimary: boolean }>(
      rig.databaseUrl,
      `SELECT t.name, x.indisprimary AS "isPrimary", ${COLUMNS_OF('x.keys')} AS columns
       FROM (${TABLES}) t
       JOIN (SELECT indrelid AS rel, indkey::int2[]::int[] AS keys, indisprimary, indisunique FROM pg_index) x
         ON x.rel = t.oid AND x.indisunique`,
    );
    const tables = await runOn<{ name: string }>(rig.databaseUrl, TABLES);
    expect(new Set(keys.filter(({ isPrimary }) => isPrimary).map(({ name }) => name))).toEqual(
      new Set(tables.map(({ name }) => name)),
    );
    // The one name that is unique across tenants: docs/scaling.md, "Sign-in".
    const astray = keys
      .filter(({ columns }) => columns[0] !== 'tenant_id')
      .map(({ name, columns }) => `${name}(${columns.join()})`);
    expect(astray).toEqual(['tenant(slug)']);
  });

  it('refers across tables within a tenant only', async () => {
    const references = await runOn<{ name: string; columns: string[] }>(
      rig.databaseUrl,
      `SELECT x.name, ${COLUMNS_OF('x.keys')} AS columns
       FROM (SELECT conname AS name, conrelid AS rel, conkey::int[] AS keys FROM pg_constraint
             WHERE contype = 'f' AND connamespace = 'public'::regnamespace) x`,
    );
    expect(references.length).toBeGreaterThan(3);
    expect(references.filter(({ columns }) => columns[0] !== 'tenant_id')).toEqual([]);
  });

  it('counts with no sequence', async () => {
    const sequences = await runOn(
      rig.databaseUrl,
      `SELECT relname FROM pg_class WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace
       UNION ALL SELECT attname FROM pg_attribute JOIN (${TABLES}) t ON attrelid = t.oid WHERE attidentity <> ''`,
    );
    expect(sequences).toEqual([]);
  });

  it('has no trigger, rule or exclusion constraint', async () => {
    const found = await runOn(
      rig.databaseUrl,
      `SELECT tgname FROM pg_trigger JOIN (${TABLES}) t ON tgrelid = t.oid WHERE NOT tgisinternal
       UNION ALL SELECT conname FROM pg_constraint WHERE contype = 'x' AND connamespace = 'public'::regnamespace`,
    );
    expect(found).toEqual([]);
  });
});

describe('the SQL', () => {
  it.each([
    ['sequences', /\bnextval\b|\bcurrval\b|\b(?:big|small)?serial\b|CREATE SEQUENCE|AS IDENTITY/i],
    ['row and transaction ids', /\bctid\b|\bxmin\b|\bxmax\b|\btxid_|pg_current_xact|\bxid8?\b/i],
    ['positions in the write-ahead log', /pg_lsn|pg_current_wal|pg_wal_|replication_slot/i],
    ['advisory locks', /pg_(?:try_)?advisory/i],
    ['locks of whole tables', /\bLOCK TABLE\b/],
    ['two-phase commit', /PREPARE TRANSACTION/],
  ])('uses no %s', async (_what, pattern) => {
    const using = (await readSources()).filter(({ text }) => pattern.test(text));
    expect(using.map(({ name }) => name)).toEqual([]);
  });

  it('notifies behind the two interfaces only', async () => {
    const using = (await readSources()).filter(({ text }) => /\bLISTEN\b|\bNOTIFY\b|pg_notify/.test(text));
    expect(using.map(({ name }) => name).toSorted()).toEqual([
      'store/pg-listener.ts',
      'store/signals.ts',
      'sync/postgres-notifier.ts',
    ]);
  });

  it('begins transactions in the store and the migrations only, where they are run again', async () => {
    const using = (await readSources()).filter(
      // A snapshot is a SQLite file.
      ({ text }) => /['"`]BEGIN\b/.test(text) && !text.includes('better-sqlite3'),
    );
    expect(using.map(({ name }) => name).toSorted()).toEqual(['store/migrate.ts', 'store/store.ts']);
  });
});

describe('every transaction', () => {
  it('comes to the same where it meets another one (40001) and is run again', async () => {
    injected.isOn = true;
    const { centre } = rig;
    await centre.admin.createTenant({ slug: 'zweimal', name: 'Zweimal e. V.' });
    const { userId } = await centre.admin.createUser({
      tenant: 'zweimal',
      login: 'ina',
      name: 'Ina Zweimal',
      roles: ['agent'],
      password: 'Rufblatt-Probe',
    });
    const user = { tenant: 'zweimal', login: 'ina', userId };
    const [one, other] = [await rig.desk(user), await rig.desk(user)];
    const party = person('Einmal');
    expect(await one.push(one.command('party.create', party), one.command('nobody.knows', {}))).toEqual({
      kind: 'taken',
      lastMid: 2,
    });
    await one.pull();
    await other.pull();
    const rename = (desk: typeof one, name: string) =>
      desk.push(
        desk.command(
          'party.rename',
          { id: party.id, name, sortName: name },
          desk.base('party', party.id, 'name', 'sort_name'),
        ),
      );
    await rename(one, 'Eins');
    await rename(other, 'Zwei');
    await one.pull();
    await other.pull();
    const lease = leaseReply.parse((await one.post(LEASE_PATH, { count: 7 })).body);
    const next = leaseReply.parse((await one.post(LEASE_PATH, { count: 7 })).body);
    expect((await one.post(paths.logout, {})).status).toBe(204);
    injected.isOn = false;

    expect(injected.count).toBeGreaterThan(15);
    expect([...one.outcomes.values()].map(({ outcome }) => outcome)).toEqual([
      'applied',
      'rejected',
      'applied',
    ]);
    expect([...other.outcomes.values()].map(({ outcome }) => outcome)).toEqual(['conflict']);
    expect(other.rows.get(`party/${party.id}`)).toMatchObject({ name: 'Eins' });
    expect(next.from).toBe(lease.to + 1);
    const [stored] = await runOn<{ parties: string; results: string; sessions: string; accounts: string }>(
      rig.databaseUrl,
      `SELECT (SELECT count(*) FROM party WHERE tenant_id = $1) AS parties,
              (SELECT count(*) FROM mutation_result WHERE tenant_id = $1 AND client = ANY($2)) AS results,
              (SELECT count(*) FROM session WHERE tenant_id = $1 AND user_id = $3) AS sessions,
              (SELECT count(*) FROM account WHERE tenant_id = $1) AS accounts`,
      [one.session.tenantId, [one.client, other.client], userId],
    );
    expect(stored).toMatchObject({ parties: '1', results: '4', accounts: '1' });
    // The log has every version once, and ends where the clock stands.
    const [gaps] = await runOn<{ versions: string; head: string }>(
      rig.databaseUrl,
      `SELECT count(DISTINCT ver) AS versions, (SELECT ver FROM tenant_clock WHERE tenant_id = $1) AS head
       FROM (SELECT ver FROM change_log WHERE tenant_id = $1 UNION SELECT ver FROM mutation_result WHERE tenant_id = $1) v`,
      [one.session.tenantId],
    );
    expect(gaps?.versions).toBe(gaps?.head);
  });
});
