import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createAuthenticate } from '#server/auth/authenticate.ts';
import type { Principal } from '#server/auth/principal.ts';
import type { Ended } from '#server/auth/sessions.ts';
import { createToken, parseToken } from '#server/auth/token.ts';
import type { TokenKey } from '#server/auth/token.ts';
import { grantsOf, OPEN_RULES } from '#shared/access/access.ts';
import { paths } from '#shared/sync/protocol.ts';
import { snapshotRoutes } from './routes.ts';

/** More than what lies in the buffers between two sockets. */
const BYTES = 32 * 1024 * 1024;
const TENANT = '018f0000-0000-7000-8000-000000000001';
const token = createToken(TENANT);

let folder: string;
let app: FastifyInstance;
let found: Principal | Ended;
let now: number;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rufblatt-snapshot-'));
  const path = join(folder, 'file');
  writeFileSync(path, '');
  truncateSync(path, BYTES);
  found = principal();
  now = 0;
  const find = async (): Promise<Principal | Ended> => found;
  const store = { withTenant: async () => ({ bytes: BYTES, sha256: 'x' }) };
  app = Fastify();
  app.addHook('onRequest', createAuthenticate({ find }));
  // Every look at the time is a second later. What offers of snapshots need is not asked for.
  const deps = { store, files: { path: async () => path }, find, now: () => (now += 1_000) };
  snapshotRoutes(app, deps as unknown as Parameters<typeof snapshotRoutes>[1]);
  await app.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

function principal(more: Partial<Principal> = {}): Principal {
  const actor = { tenantId: TENANT, userId: 'nadine', roles: ['agent'] as const };
  // Made by createToken.
  const session = parseToken(token) as TokenKey;
  const grants = grantsOf(actor, OPEN_RULES);
  return { actor, scopeIds: ['a'], homeScopeId: 'a', grants, session, must: [], ...more };
}

/** Bytes that arrive, where `meanwhile` happens after the first of them and before the rest is read. */
function download(meanwhile: () => void): Promise<number> {
  const { port } = app.server.address() as AddressInfo;
  const headers = { authorization: `Bearer ${token}` };
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path: `${paths.snapshotFile}/1`, headers }, (reply) => {
      let bytes = 0;
      reply.once('data', () => {
        reply.pause();
        meanwhile();
        reply.resume();
      });
      reply.on('data', (chunk: Buffer) => (bytes += chunk.length));
      reply.on('error', () => undefined);
      reply.on('close', () => resolve(bytes));
    }).on('error', reject);
  });
}

it('sends the file to whoever may have it', async () => {
  expect(await download(() => undefined)).toBe(BYTES);
});

const masked = grantsOf(
  { userId: 'nadine', roles: ['agent'] },
  { ...OPEN_RULES, sees: { health: ['lead'] } },
);

it.each<[string, () => Principal | Ended]>([
  ['the device is revoked', () => 'revoked'],
  ['the account is closed', () => 'disabled'],
  ['something has to come first', () => principal({ must: ['password'] })],
  ['a scope is taken away', () => principal({ scopeIds: [] })],
  ['a kind of field is kept from this person', () => principal({ grants: masked })],
])('is cut in the middle where %s', async (_what, become) => {
  expect(await download(() => (found = become()))).toBeLessThan(BYTES);
});
