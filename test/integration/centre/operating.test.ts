import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { readAuthorities } from '#main/sync/authorities.ts';
import { createCentreClient } from '#main/sync/centre-client.ts';
import { openHintChannel } from '#main/sync/hint-channel.ts';
import { systemDelay } from '#main/sync/system-delay.ts';
import { CLOSE_RESTART } from '#server/http/session-sockets.ts';
import { loginReply, paths } from '#shared/sync/protocol.ts';
import { centreProcesses } from '#test/support/centre-process.ts';
import type { CentreNode, CentreProcesses } from '#test/support/centre-process.ts';
import { runOn, startTestPostgres } from '#test/support/postgres.ts';
import type { TestPostgres } from '#test/support/postgres.ts';
import { until } from '#test/support/until.ts';
import { createTestDesk, person, post } from './test-desk.ts';
import type { TestDesk } from './test-desk.ts';

const PASSWORD = 'Rufblatt-Probe-7';
const CREDENTIALS = { tenant: 'kv', login: 'nadine', password: PASSWORD };
const certificate = (name: string): string =>
  fileURLToPath(new URL(`../../fixtures/tls/${name}`, import.meta.url));

let postgres: TestPostgres;
let databaseUrl: string;
let centre: CentreProcesses;
let folder: string;

beforeAll(async () => {
  postgres = await startTestPostgres();
  databaseUrl = await postgres.createDatabase();
  folder = await mkdtemp(join(tmpdir(), 'rufblatt-operating-'));
  centre = centreProcesses({ DATABASE_URL: databaseUrl, LOG_LEVEL: 'trace' });
  await centre.done(['create-tenant', '--slug', 'kv', '--name', 'KV Lindental e. V.']);
  await centre.done(
    ['create-user', '--tenant', 'kv', '--login', 'nadine', '--name', 'Nadine Kröger', '--final'],
    PASSWORD,
  );
});
afterAll(async () => {
  await centre?.killAll();
  await postgres?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function stopped(node: CentreNode): Promise<number | null> {
  node.child.kill('SIGTERM');
  return node.exited;
}

const signIn = ({ url }: { readonly url: string }): Promise<TestDesk> =>
  createTestDesk({ url, ...CREDENTIALS });

async function get(url: string, path: string, headers: Record<string, string> = {}) {
  const response = await fetch(new URL(path, url), { headers });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

describe('a node with a certificate of a private authority', () => {
  it('is believed by a desk that was given the authority, and by no other', async () => {
    const node = await centre.serve([
      '--tls-cert',
      certificate('first.pem'),
      '--tls-key',
      certificate('first.key.pem'),
    ]);
    const { port } = new URL(node.url);
    expect(node.url).toMatch(/^https:/);
    const url = `https://localhost:${port}`;
    const ca = await readAuthorities(certificate('ca.pem'));
    const client = createCentreClient({ url, ca });
    const body = { ...CREDENTIALS, device: 'PC' };
    const { token } = await client.post(paths.login, body, loginReply);

    const other = await readAuthorities(certificate('other-ca.pem'));
    for (const stranger of [createCentreClient({ url, ca: other }), createCentreClient({ url })]) {
      const refused = stranger.post(paths.login, body, loginReply);
      await expect(refused).rejects.toMatchObject({
        code: 'centre.certificate-unknown-ca',
        message: expect.stringMatching(/certificate/),
      });
    }

    const abort = new AbortController();
    const heard: number[] = [];
    const listener = {
      hint: (ver: number) => void heard.push(ver),
      connected: () => undefined,
      answered: () => undefined,
    };
    openHintChannel({ url, token, ca, random: Math.random, delay: systemDelay }, listener, abort.signal);
    await until(() => heard.length > 0);
    abort.abort();
    expect(await stopped(node)).toBe(0);
  });

  it('takes a new certificate at SIGHUP, and keeps the old one where the new one is none', async () => {
    const [certFile, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    const put = async (name: string): Promise<void> => {
      await copyFile(certificate(`${name}.pem`), certFile);
      await copyFile(certificate(`${name}.key.pem`), keyFile);
    };
    await put('first');
    const node = await centre.serve(['--tls-cert', certFile, '--tls-key', keyFile]);
    const { port } = new URL(node.url);
    const named = async (): Promise<string | undefined> => {
      const socket = connectTls({ host: '127.0.0.1', port: Number(port), rejectUnauthorized: false });
      await once(socket, 'secureConnect');
      const { CN } = socket.getPeerCertificate().subject;
      socket.destroy();
      return CN;
    };
    expect(await named()).toBe('first.centre.test');

    await put('second');
    node.child.kill('SIGHUP');
    await until(async () => (await named()) === 'second.centre.test');

    await copyFile(certificate('first.pem'), certFile);
    node.child.kill('SIGHUP');
    await until(() => node.stderr().includes('the old one stays'));
    expect(await named()).toBe('second.centre.test');
    expect(await stopped(node)).toBe(0);
  });

  it.each([
    ['a key of another certificate', certificate('first.pem'), certificate('second.key.pem')],
    ['no such file', '/nowhere/cert.pem', certificate('first.key.pem')],
    ['no certificate', certificate('first.key.pem'), certificate('first.key.pem')],
  ])('does not start with %s', async (_what, cert, key) => {
    const run = centre.run(['--port', '0', '--tls-cert', cert, '--tls-key', key]);
    expect(await run.exited).toBe(1);
    expect(run.stderr()).toMatch(/cannot be read|no certificate and its key/);
    expect(run.stdout()).toBe('');
  });
});

describe('health', () => {
  it('tells live from ready, and why not', async () => {
    const url = await postgres.createDatabase();
    const node = await centreProcesses({ DATABASE_URL: url }).serve();
    for (const path of ['/health', '/health/live']) {
      expect(await get(node.url, path)).toMatchObject({ status: 200, text: '{"live":true}' });
    }
    expect(await get(node.url, '/health/ready')).toMatchObject({ status: 200, text: '{"ready":true}' });

    const [last] = await runOn<{ id: string }>(
      url,
      'SELECT id FROM schema_migration ORDER BY id DESC LIMIT 1',
    );
    await runOn(url, 'UPDATE schema_migration SET id = $2 WHERE id = $1', [last?.id, 'away']);
    expect(await get(node.url, '/health/ready')).toMatchObject({ status: 503, text: /not-migrated/ });
    await runOn(url, 'UPDATE schema_migration SET id = $1 WHERE id = $2', [last?.id, 'away']);

    const name = new URL(url).pathname.slice(1);
    await runOn(databaseUrl, `ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    await runOn(databaseUrl, 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [
      name,
    ]);
    await until(async () => (await get(node.url, '/health/ready')).status === 503);
    expect((await get(node.url, '/health/live')).status).toBe(200);
    await runOn(databaseUrl, `ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    await until(async () => (await get(node.url, '/health/ready')).status === 200);
    node.child.kill('SIGKILL');
    await node.exited;
  });
});

describe('the health check of a container', () => {
  it('ends with 0 while the node is ready, and with 1 where there is none', async () => {
    const script = fileURLToPath(new URL('../../../src/launch/centre-health.ts', import.meta.url));
    const ask = async (port: string): Promise<unknown> => {
      const child = spawn(process.execPath, [script], { env: { ...process.env, CENTRE_PORT: port } });
      const [code] = (await once(child, 'exit')) as [number];
      return code;
    };
    const node = await centre.serve();
    const { port } = new URL(node.url);
    expect(await ask(port)).toBe(0);
    expect(await stopped(node)).toBe(0);
    expect(await ask(port)).toBe(1);
  });
});

describe('metrics', () => {
  it('count pushes, pulls, commands, sockets and the pool, and name nobody', async () => {
    const node = await centre.serve();
    const desk = await signIn(node);
    const socket = new WebSocket(`${node.url.replace('http', 'ws')}${paths.hints}`, {
      headers: { authorization: `Bearer ${desk.session.token}` },
    });
    await once(socket, 'message');
    await desk.push(
      desk.command('party.create', person('Hannelore Probst')),
      desk.command('party.rename', { id: 'nobody', name: 'x', sortName: 'x' }),
    );
    await desk.pull();
    await fetch(new URL('/no/such/path/Probst', node.url), { method: 'PURGE' }).catch(() => undefined);
    await get(node.url, '/no/such/path/Probst');
    const { text, headers } = await get(node.url, '/metrics');
    expect(headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    for (const line of [
      /^rufblatt_commands_total\{outcome="applied"\} 1$/m,
      /^rufblatt_commands_total\{outcome="rejected"\} 1$/m,
      /^rufblatt_sync_seconds_count\{direction="push",kind="taken"\} 1$/m,
      /^rufblatt_sync_seconds_count\{direction="pull",kind="page"\} \d+$/m,
      /^rufblatt_hint_sockets 1$/m,
      /^rufblatt_database_connections [1-9]\d*$/m,
      /^rufblatt_http_request_seconds_count\{route="none",method="GET",status="4xx"\} 1$/m,
      /^rufblatt_webhook_seconds_count\{outcome="delivered"\} 0$/m,
      /^process_resident_memory_bytes \d+$/m,
      /^nodejs_eventloop_lag_p99_seconds /m,
    ])
      expect(text).toMatch(line);
    for (const content of [
      'Probst',
      'nadine',
      'Nadine',
      'Lindental',
      desk.session.tenantId,
      desk.client,
      '"kv"',
    ])
      expect(text).not.toContain(content);
    socket.terminate();
    expect(await stopped(node)).toBe(0);
  });

  it('are for this machine alone, or for who has the token', async () => {
    const node = await centre.serve();
    expect((await get(node.url, '/metrics')).status).toBe(200);
    const passedOn = { 'x-forwarded-for': '192.0.2.7' };
    expect((await get(node.url, '/metrics', passedOn)).status).toBe(404);
    expect(await stopped(node)).toBe(0);

    const file = join(folder, 'token');
    await writeFile(file, 'a-token-for-the-scraper\n');
    const guarded = await centre.serve(['--metrics-token-file', file]);
    const authorised = { ...passedOn, authorization: 'Bearer a-token-for-the-scraper' };
    expect((await get(guarded.url, '/metrics')).status).toBe(404);
    expect((await get(guarded.url, '/metrics', { authorization: 'Bearer another' })).status).toBe(404);
    expect((await get(guarded.url, '/metrics', authorised)).status).toBe(200);
    expect(await stopped(guarded)).toBe(0);
  });
});

describe('the log', () => {
  it('names requests and says nothing of what was in them, at any level', async () => {
    const node = await centre.serve();
    const desk = await signIn(node);
    const secrets = ['Hannelore Probst', '+4930123456', '030123456', PASSWORD, desk.session.token];
    const party = { ...person('Hannelore Probst'), note: '030123456' };
    await desk.push(
      desk.command('party.create', party),
      // Twice the same row, a number where none may be, and a command nobody knows.
      desk.command('party.create', party),
      desk.command('party.create', { ...party, id: 5, note: '+4930123456' }),
      desk.command('Hannelore Probst', { number: '+4930123456' }),
    );
    await desk.pull();
    const broken = [
      post(node.url, paths.push, '{"Hannelore Probst": +4930123456', desk.session.token),
      post(
        node.url,
        paths.push,
        { client: 'Hannelore Probst', commands: ['+4930123456'] },
        desk.session.token,
      ),
      post(node.url, `/api/Hannelore Probst?number=030123456`, {}),
      post(node.url, paths.login, {
        tenant: 'kv',
        login: 'nadine',
        password: 'Hannelore Probst',
        device: '030123456',
      }),
    ];
    for (const answer of await Promise.all(broken)) expect(answer.status).toBeGreaterThanOrEqual(400);
    const { headers } = await get(node.url, '/health');
    const id = headers.get('x-request-id') ?? '';
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(await stopped(node)).toBe(0);

    const log = node.stderr();
    expect(log).toContain(id);
    for (const line of log.trim().split('\n')) expect(() => JSON.parse(line) as unknown).not.toThrow();
    for (const secret of secrets) {
      expect(log).not.toContain(secret);
      expect(log).not.toContain(encodeURIComponent(secret));
    }
  });
});

describe('a stop', () => {
  it('answers the push it has begun, takes no new ones, and asks the sockets to come back', async () => {
    const node = await centre.serve();
    const desk = await signIn(node);
    const socket = new WebSocket(`${node.url.replace('http', 'ws')}${paths.hints}`, {
      headers: { authorization: `Bearer ${desk.session.token}` },
    });
    await once(socket, 'message');
    const closed = once(socket, 'close');

    // Whoever holds the tenant's clock holds every push of the tenant up.
    const { Client } = await import('pg');
    const holder = new Client({ connectionString: databaseUrl });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT FROM tenant_clock FOR UPDATE');
    const pushed = desk.push(desk.command('party.create', person('Letzte')));
    const waiting = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
    await until(async () => (await runOn(databaseUrl, waiting)).length > 0);

    node.child.kill('SIGTERM');
    expect((await closed)[0]).toBe(CLOSE_RESTART);
    const { port } = new URL(node.url);
    await until(
      () =>
        new Promise((resolve) => {
          const probe = connect(Number(port), '127.0.0.1');
          probe.on('error', () => resolve(true)).on('connect', () => resolve(probe.destroy() === undefined));
        }),
    );
    expect(node.child.exitCode).toBeNull();
    await holder.query('COMMIT');
    await holder.end();
    expect(await pushed).toMatchObject({ kind: 'taken', lastMid: 1 });
    expect(await node.exited).toBe(0);
  });

  it('does not wait for ever', async () => {
    const node = await centre.serve(['--stop-timeout', '1']);
    const desk = await signIn(node);
    const { Client } = await import('pg');
    const holder = new Client({ connectionString: databaseUrl });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT FROM tenant_clock FOR UPDATE');
    const cut = desk.push(desk.command('party.create', person('Nie'))).then(
      () => 'answered',
      () => 'cut',
    );
    const waiting = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
    await until(async () => (await runOn(databaseUrl, waiting)).length > 0);
    node.child.kill('SIGTERM');
    expect(await cut).toBe('cut');
    expect(await node.exited).toBe(0);
    await holder.query('ROLLBACK');
    await holder.end();
  });
});
