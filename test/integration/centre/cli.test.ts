import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { clusterOf } from '#server/postgres/home.ts';
import { loginReply, paths } from '#shared/sync/protocol.ts';
import { startTestPostgres } from '#test/support/postgres.ts';
import type { TestPostgres } from '#test/support/postgres.ts';
import { testKeyFile } from '#test/support/secret-key-file.ts';
import { until } from '#test/support/until.ts';
import { post } from './test-desk.ts';

const SCRIPT = fileURLToPath(new URL('../../../src/launch/centre.ts', import.meta.url));

let postgres: TestPostgres;
let databaseUrl: string;
const running: ChildProcess[] = [];

beforeAll(async () => {
  postgres = await startTestPostgres();
  databaseUrl = await postgres.createDatabase();
});
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});
afterAll(() => postgres?.stop());

interface Run {
  readonly child: ChildProcess;
  output(): string;
  readonly exited: Promise<number | null>;
}

interface RunOptions {
  readonly input?: string;
  readonly env?: NodeJS.ProcessEnv;
}

function run(
  args: readonly string[],
  { input = '', env = { DATABASE_URL: databaseUrl } }: RunOptions = {},
): Run {
  const child = spawn(process.execPath, [SCRIPT, ...args], {
    env: { ...process.env, LOG_LEVEL: 'warn', CENTRE_SECRET_KEYS: testKeyFile(), ...env },
  });
  running.push(child);
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  // Many end without having read it.
  child.stdin.on('error', () => undefined).end(input);
  const exited = once(child, 'close').then(([code]) => code as number | null);
  return { child, output: () => output, exited };
}

async function serve(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<{ node: Run; url: string }> {
  const node = run(['--port', '0', ...args], env && { env });
  await until(() => /http:\/\/\S+/.test(node.output()) || node.child.exitCode !== null);
  return { node, url: /http:\/\/\S+/.exec(node.output())?.[0] ?? '' };
}

const user = [
  'create-user',
  '--tenant',
  'kv',
  '--login',
  'nadine',
  '--name',
  'Nadine Kröger',
  '--roles',
  'agent,lead',
];

describe('npm run centre', () => {
  it('makes a tenant and a user who can sign in, and ends in order at SIGTERM', async () => {
    const tenant = run(['create-tenant', '--slug', 'kv', '--name', 'KV Lindental e. V.']);
    expect([await tenant.exited, tenant.output()]).toEqual([0, expect.stringMatching(/^Tenant kv made/)]);
    const made = run(user, { input: 'Rufblatt-Probe\n' });
    expect([await made.exited, made.output()]).toEqual([0, expect.stringMatching(/^User nadine made/)]);

    const { node, url } = await serve([]);
    const request = { tenant: 'kv', login: 'nadine', password: 'Rufblatt-Probe', device: 'PC' };
    expect(loginReply.parse((await post(url, paths.login, request)).body).roles).toEqual(['agent', 'lead']);
    node.child.kill('SIGTERM');
    expect(await node.exited).toBe(0);
  });

  it('brings its own database with --data, and does not go on without it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rufblatt-centre-'));
    // As root, the unprivileged server must be able to pass through.
    await chmod(folder, 0o711);
    try {
      const { node, url } = await serve(['--data', join(folder, 'data')], {});
      expect((await fetch(new URL('/ready', url))).status).toBe(200);
      node.child.kill('SIGINT');
      expect(await node.exited).toBe(0);

      const again = await serve(['--data', join(folder, 'data')], {});
      const [pid] = (await readFile(join(clusterOf(join(folder, 'data')), 'postmaster.pid'), 'utf8')).split(
        '\n',
      );
      process.kill(Number(pid), 'SIGINT');
      expect(await again.node.exited).toBe(1);
      expect(again.node.output()).toContain('the database has ended by itself');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it.each([
    [['--help'], 0, /npm run centre/],
    [['--host', '0.0.0.0'], 1, /plain HTTP.*TLS/],
    [['--port', 'many'], 1, /--port takes a number/],
    [['create-tenant', '--name', 'ohne'], 1, /--slug is missing/],
    [[...user.slice(0, -1), 'boss'], 1, /no role boss/],
    [['create-user', '--tenant', 'nirgends', '--login', 'x', '--name', 'X'], 1, /no tenant nirgends/],
  ])('%j', async (args, code, message) => {
    const ended = run(args, { input: 'Rufblatt-Probe' });
    expect(await ended.exited).toBe(code);
    expect(ended.output()).toMatch(message);
    expect(ended.output()).not.toContain('    at ');
  });
});
