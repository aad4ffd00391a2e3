import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserPaths } from '#shared/auth/browser-protocol.ts';
import { accountPaths } from '#shared/auth/protocol.ts';
import { paths } from '#shared/sync/protocol.ts';
import { runOn } from '#test/support/postgres.ts';
import { startRig } from './rig.ts';
import type { Rig } from './rig.ts';
import { ALL_TABLES, newId, person } from './test-desk.ts';
import type { TestDesk } from './test-desk.ts';

/* Every route there is: nobody gets in without a session unless it is listed here, and nobody out of the tenant. */

/** Open to strangers, each for a reason. */
const PUBLIC: Readonly<Record<string, string>> = {
  [`POST ${paths.login}`]: 'the sign-in itself',
  [`POST ${browserPaths.provider}`]: 'whether there is a sign-in by browser',
  [`POST ${browserPaths.start}`]: 'the sign-in itself',
  [`GET ${browserPaths.callback}`]: 'the other house sends the browser here; the state lets it in',
  [`POST ${browserPaths.finish}`]: 'a one-time code and its verifier let it in',
  [`GET ${paths.health}`]: 'says nothing but that the process lives',
  'GET /health/live': 'says nothing but that the process lives',
  'GET /health/ready': 'says nothing but whether this node takes requests',
  'GET /ready': 'the same',
  'GET /metrics': 'a token of its own, or this machine: src/server/metrics',
  'POST /api/cti/webhook/:token': 'a token of its own: docs/telephony/webhook.md',
  'GET /api/v1/openapi.json': 'says what the product can do, nothing of anybody',
};

const SECRET = 'Geheimer Kunde 4711';
let rig: Rig;
let nadine: TestDesk;
let olga: TestDesk;
let routes: readonly (readonly [method: string, url: string])[];

beforeAll(async () => {
  const found: (readonly [string, string])[] = [];
  rig = await startRig({ onRoute: (method, url) => void found.push([method, url]) });
  routes = found.filter(([method]) => method !== 'HEAD' && method !== 'OPTIONS');
  [nadine, olga] = [await rig.desk(rig.nadine), await rig.desk(rig.olga)];
  await nadine.push(nadine.command('party.create', { ...person(SECRET, newId()), note: SECRET }));
});
afterAll(() => rig?.stop());

async function ask(
  method: string,
  url: string,
  body: unknown,
  token?: string,
): Promise<{ status: number; text: string }> {
  const response = await fetch(new URL(url, rig.url), {
    method,
    redirect: 'manual',
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(method !== 'GET' && { 'content-type': 'application/json' }),
    },
    ...(method !== 'GET' && { body: JSON.stringify(body) }),
  });
  return { status: response.status, text: await response.text() };
}

const isPublic = (method: string, url: string): boolean => `${method} ${url}` in PUBLIC;

describe('the routes', () => {
  it('are all known here', () => {
    const urls = routes.map(([, url]) => url);
    for (const path of [paths.push, paths.pull, paths.hints, ...Object.values(accountPaths)])
      expect(
        urls.some((url) => url.startsWith(path)),
        path,
      ).toBe(true);
    expect(routes.length).toBeGreaterThan(15);
  });

  it('are closed to strangers, unless they are meant to be open', async () => {
    for (const [method, url] of routes) {
      if (isPublic(method, url)) continue;
      for (const token of [undefined, 'x'.repeat(64), `${olga.session.token.slice(0, -1)}!`]) {
        const { status } = await ask(method, url, {}, token);
        expect([method, url, status]).toEqual([method, url, 401]);
      }
    }
  });

  it('show nothing of another tenant and change nothing in it, whatever is claimed', async () => {
    const { tenantId, scopeId, userId } = nadine.session;
    const device = await runOn<{ id: string }>(rig.databaseUrl, 'SELECT id FROM session WHERE user_id = $1', [
      userId,
    ]);
    const snapshot = async (): Promise<string> => {
      const tables = await runOn<{ name: string }>(
        rig.databaseUrl,
        `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'tenant_id'`,
      );
      const contents = [];
      for (const { name } of tables.toSorted((a, b) => a.name.localeCompare(b.name))) {
        const rows = `SELECT * FROM "${name}" t WHERE tenant_id = $1 ORDER BY t::text`;
        contents.push(name, await runOn(rig.databaseUrl, rows, [tenantId]));
      }
      return JSON.stringify(contents);
    };
    const before = await snapshot();
    const claims = { tenantId, tenant_id: tenantId, userId, scopeId, scopes: [scopeId], of: 'tenant' };
    const bodies = [
      claims,
      {
        ...claims,
        id: device[0]?.id,
        client: nadine.client,
        epoch: null,
        cursor: 0,
        schema: 1,
        tables: ALL_TABLES,
      },
      {
        ...claims,
        client: nadine.client,
        epoch: null,
        schema: 1,
        commands: [olga.command('party.create', { ...person('untergeschoben'), scope_id: scopeId })],
      },
    ];
    for (const [method, url] of routes) {
      if (isPublic(method, url) || url === paths.logout) continue;
      const address = url.replaceAll(/:\w+/g, userId).replace('*', userId);
      for (const body of bodies) {
        const { text } = await ask(method, address, body, olga.session.token);
        for (const secret of [SECRET, tenantId, scopeId, nadine.session.userName])
          expect(text.includes(secret), `${method} ${url}: ${text.slice(0, 200)}`).toBe(false);
      }
    }
    expect(await snapshot()).toBe(before);
  });
});
