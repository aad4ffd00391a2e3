import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { serverFeatures } from '#server/features.ts';
import { createRegistry } from '#server/registry.ts';
import { LEASE_PATH } from '#shared/features/tickets/lease.ts';
import type { Column } from '#shared/rows/table.ts';
import { hintMessage, paths, WIRE_SCHEMA } from '#shared/sync/protocol.ts';
import { runOn } from '#test/support/postgres.ts';
import { until } from '#test/support/until.ts';
import { startRig } from './rig.ts';
import type { Rig } from './rig.ts';
import { ALL_TABLES, newId, person } from './test-desk.ts';
import type { TestDesk } from './test-desk.ts';

let rig: Rig;

beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig?.stop());

describe('a hostile desk of another tenant', () => {
  const SECRET = 'Geheimer Kunde 4711';
  let nadine: TestDesk;
  let olga: TestDesk;
  let id: string;
  let before: unknown;

  /** Everything tenant `kv` has, as the database's superuser sees it. */
  async function contents(): Promise<unknown> {
    const tables = [
      ...ALL_TABLES,
      'change_log',
      'field_history',
      'mutation_result',
      'sync_client',
      'account',
    ];
    return Promise.all(
      tables.map((name) =>
        runOn(rig.databaseUrl, `SELECT * FROM ${name} WHERE tenant_id = $1 ORDER BY ${name}::text`, [
          nadine.session.tenantId,
        ]),
      ),
    );
  }

  beforeAll(async () => {
    [nadine, olga] = [await rig.desk(rig.nadine), await rig.desk(rig.olga)];
    const party = person(SECRET);
    id = party.id;
    await nadine.push(nadine.command('party.create', party));
    await nadine.pull();
    before = await contents();
  });

  it('pulls nothing of it, whatever it claims to be', async () => {
    const { tenantId, scopeId } = nadine.session;
    for (const client of [olga.client, nadine.client]) {
      for (const cursor of [0, 1]) {
        const claims = {
          tenantId,
          tenant_id: tenantId,
          scopeId,
          scopes: [scopeId],
          userId: nadine.session.userId,
        };
        const request = { client, epoch: null, cursor, schema: WIRE_SCHEMA, tables: ALL_TABLES, ...claims };
        const answer = await olga.post(paths.pull, request);
        expect(answer.status).toBe(200);
        expect(JSON.stringify(answer.body)).not.toContain(SECRET);
        expect(JSON.stringify(answer.body)).not.toContain(nadine.session.scopeId);
      }
    }
  });

  it('writes nothing into it', async () => {
    const { scopeId, tenantId } = nadine.session;
    const base = [{ tbl: 'party', pk: id, ver: 1, fields: { name: SECRET, sort_name: SECRET } }];
    const contact = { id: newId(), kind: 'phone', label: '', raw: '1', digits: null, stem: null };
    await olga.push(
      olga.command('party.rename', { id, name: 'gekapert', sortName: 'gekapert' }, base),
      olga.command('contact.add', { partyId: id, contact }),
      olga.command('party.create', { ...person('untergeschoben'), scope_id: scopeId, tenant_id: tenantId }),
      olga.command('party.create', person('eigener', id)),
    );
    // The same client id in another tenant is another client.
    const asNadine = {
      client: nadine.client,
      epoch: null,
      schema: WIRE_SCHEMA,
      commands: [{ ...olga.command('party.create', person('x')), mid: 1 }],
    };
    expect((await olga.post(paths.push, asNadine)).body).toEqual({ kind: 'taken', lastMid: 1 });
    expect(await contents()).toEqual(before);
    await olga.pull();
    expect([...olga.outcomes.values()].map(({ detail }) => detail)).toEqual([
      'party.gone',
      'party.gone',
      null,
      null,
    ]);
    expect(olga.rows.get(`party/${id}`)).toMatchObject({ name: 'eigener', scope_id: olga.session.scopeId });
  });

  it('leases numbers of its own year only', async () => {
    const [own, other] = [
      await nadine.post(LEASE_PATH, { count: 5 }),
      await olga.post(LEASE_PATH, { count: 5 }),
    ];
    expect([own.body, other.body]).toEqual([
      expect.objectContaining({ from: 1, to: 5 }),
      expect.objectContaining({ from: 1, to: 5 }),
    ]);
  });

  it('hears no hint of it', async () => {
    const socket = new WebSocket(`${rig.url.replace('http', 'ws')}${paths.hints}`, {
      headers: { authorization: `Bearer ${olga.session.token}` },
    });
    const heard: number[] = [];
    socket.on('message', (data: Buffer) => heard.push(hintMessage.parse(JSON.parse(data.toString())).ver));
    await until(() => heard.length > 0);
    for (let round = 0; round < 20; round += 1)
      await nadine.push(nadine.command('party.create', person('laut')));
    await olga.push(olga.command('party.create', person('leise')));
    await olga.pull();
    await until(() => heard.includes(olga.position.cursor));
    socket.close();
    expect(Math.max(...heard)).toBe(olga.position.cursor);
  });

  it('opens no session with a token whose tenant it has rewritten', async () => {
    const bytes = Buffer.from(olga.session.token, 'base64url');
    Buffer.from(nadine.session.tenantId.replaceAll('-', ''), 'hex').copy(bytes);
    const answer = await fetch(new URL(paths.pull, rig.url), {
      method: 'POST',
      headers: { authorization: `Bearer ${bytes.toString('base64url')}`, 'content-type': 'application/json' },
      body: '{}',
    });
    expect(answer.status).toBe(401);
  });
});

describe('every table', () => {
  interface TableInfo {
    readonly name: string;
    readonly isGuarded: boolean;
    readonly owner: string;
    readonly columns: readonly string[];
    readonly keys: readonly (readonly string[])[];
    readonly policies: readonly {
      cmd: string;
      roles: string[];
      using: string | null;
      check: string | null;
    }[];
  }

  const OWN = "(tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)";
  /** Not a tenant's: which migrations were applied. */
  const GLOBAL_TABLES = ['schema_migration'];
  /** Read without a tenant by who names a word: a slug at sign-in, and what no slug can be for webhooks and keys. */
  const KNOWN_BY_NAME = ['tenant', 'webhook_tenant', 'secret_key'];
  /** Unique across tenants by their nature. */
  const GLOBAL_KEYS = ['tenant(slug)'];
  let tables: readonly TableInfo[];

  beforeAll(async () => {
    tables = await runOn<TableInfo>(
      rig.databaseUrl,
      `SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS "isGuarded", r.rolname AS owner,
              ARRAY(SELECT attname::text FROM pg_attribute
                    WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped) AS columns,
              (SELECT coalesce(json_agg(ARRAY(SELECT attname FROM unnest(i.indkey::int[]) WITH ORDINALITY k(n, place)
                        JOIN pg_attribute ON attrelid = c.oid AND attnum = k.n ORDER BY place)), '[]')
               FROM pg_index i WHERE i.indrelid = c.oid) AS keys,
              (SELECT coalesce(json_agg(json_build_object('cmd', cmd, 'roles', p.roles, 'using', qual, 'check', with_check)
                        ORDER BY policyname DESC), '[]')
               FROM pg_policies p WHERE p.tablename = c.relname) AS policies
       FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner
       WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace ORDER BY 1`,
    );
  });

  it("is a tenant's, and guarded for reading and writing, also from its owner", () => {
    const own = tables.filter(({ name }) => !GLOBAL_TABLES.includes(name));
    expect(own.length).toBeGreaterThan(15);
    for (const { name, columns, isGuarded, policies } of own) {
      expect({ name, isTenants: columns.includes('tenant_id'), isGuarded }).toEqual({
        name,
        isTenants: true,
        isGuarded: true,
      });
      expect({ name, policy: policies[0] }).toEqual({
        name,
        policy: { cmd: 'ALL', roles: ['public'], using: OWN, check: OWN },
      });
      if (!KNOWN_BY_NAME.includes(name))
        expect({ name, policies: policies.length }).toEqual({ name, policies: 1 });
    }
    expect(tables.find(({ name }) => name === 'webhook_tenant')).toMatchObject({
      columns: ['tenant_id'],
      policies: [
        {},
        {
          cmd: 'SELECT',
          using: "(NULLIF(current_setting('app.slug'::text, true), ''::text) = '*webhooks*'::text)",
        },
      ],
    });
    expect(tables.find(({ name }) => name === 'secret_key')).toMatchObject({
      columns: ['tenant_id', 'key_id'],
      policies: [
        {},
        {
          cmd: 'SELECT',
          using: "(NULLIF(current_setting('app.slug'::text, true), ''::text) = '*secrets*'::text)",
        },
      ],
    });
    expect(tables.find(({ name }) => name === 'tenant')?.policies.slice(1)).toEqual([
      expect.objectContaining({
        cmd: 'SELECT',
        using: "(slug = NULLIF(current_setting('app.slug'::text, true), ''::text))",
      }),
      expect.objectContaining({
        cmd: 'SELECT',
        using: "(NULLIF(current_setting('app.slug'::text, true), ''::text) = '*tenants*'::text)",
      }),
    ]);
  });

  it('has keys and indexes that begin with the tenant', () => {
    for (const { name, keys } of tables.filter((table) => !GLOBAL_TABLES.includes(table.name))) {
      expect(keys.length).toBeGreaterThan(0);
      for (const key of keys) {
        if (!GLOBAL_KEYS.includes(`${name}(${key.join()})`))
          expect({ name, first: key[0] }).toEqual({ name, first: 'tenant_id' });
      }
    }
  });

  it('shows nothing to the application role without a tenant, and lets it write nothing', async () => {
    const role = await runOn(
      rig.databaseUrl,
      `SELECT rolcanlogin, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = 'rufblatt_app'`,
    );
    expect(role).toEqual([
      { rolcanlogin: false, rolsuper: false, rolbypassrls: false, rolcreatedb: false, rolcreaterole: false },
    ]);
    expect(tables.filter(({ owner }) => owner === 'rufblatt_app')).toEqual([]);
    for (const { name } of tables.filter((table) => !GLOBAL_TABLES.includes(table.name))) {
      const rows = await asApplication(`SELECT count(*)::int AS count FROM ${name}`);
      expect({ name, rows }).toEqual({ name, rows: [{ count: 0 }] });
    }
    await expect(asApplication('SELECT * FROM schema_migration')).rejects.toMatchObject({ code: '42501' });
    const insert = `INSERT INTO tenant VALUES ('${newId()}', 'x', 'x', false, 'x', 0)`;
    await expect(asApplication(insert)).rejects.toMatchObject({ code: '42501' });
  });

  async function asApplication(sql: string): Promise<object[]> {
    const client = new Client({ connectionString: rig.databaseUrl });
    await client.connect();
    try {
      await client.query('SET ROLE rufblatt_app');
      return (await client.query(sql)).rows as object[];
    } finally {
      await client.end();
    }
  }
});

describe('the shared tables', () => {
  const SQL_TYPES: Readonly<Record<Column['kind'], string>> = {
    text: 'text',
    integer: 'bigint',
    real: 'double precision',
    boolean: 'boolean',
    json: 'jsonb',
  };
  const META = { tenant_id: 'uuid', id: 'text', scope_id: 'text', ver: 'bigint', deleted: 'boolean' };
  const registered = [...createRegistry(serverFeatures).tables.values()];

  it.each(registered.map((table) => [table.name, table] as const))(
    '%s has exactly its columns',
    async (name, table) => {
      const found = await runOn<{ column: string; type: string; nullable: boolean }>(
        rig.databaseUrl,
        `SELECT column_name AS column, data_type AS type, is_nullable = 'YES' AS nullable
       FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1 ORDER BY column_name`,
        [name],
      );
      const expected = [
        ...Object.entries(META).map(([column, type]) => ({ column, type, nullable: false })),
        ...Object.entries<Column>(table.columns).map(([column, { kind, nullable }]) => ({
          column,
          type: SQL_TYPES[kind],
          nullable,
        })),
      ];
      expect(found).toEqual(expected.toSorted((a, b) => (a.column < b.column ? -1 : 1)));
      const [key] = await runOn<{ definition: string }>(
        rig.databaseUrl,
        `SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conrelid = $1::regclass AND contype = 'p'`,
        [name],
      );
      expect(key?.definition).toBe('PRIMARY KEY (tenant_id, id)');
    },
  );
});
