import { fork, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pickFreePort } from '#server/postgres/server-process.ts';
import { startPostgres } from '#server/postgres/supervisor.ts';
import { runOn } from '#test/support/postgres.ts';
import { fillClients } from './fill-clients.ts';
import type { Filling } from './fill-clients.ts';

const PEERS = join(import.meta.dirname, '../peers');
const LIMIT_MS = 8 * 60_000;

/** The peers are a package of their own, installed when they are first needed. */
export async function installPeers(say: (line: string) => void): Promise<void> {
  if (existsSync(join(PEERS, 'node_modules/.package-lock.json'))) return;
  say('installing what is compared with (bench/peers)');
  const npm = spawn('npm', ['ci'], {
    cwd: PEERS,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  const [code] = (await once(npm, 'close')) as [number | null];
  if (code !== 0) throw new Error(`npm ci in bench/peers ended with ${code}`);
}

/** PouchDB's replication over HTTP, as its users run it: server and client on LevelDB. */
export async function benchPouch(rows: number): Promise<Filling> {
  return withFolder(async (folder, children) => {
    const server = forkPeer(children, 'pouch-server.mjs', [String(rows), join(folder, 'server')]);
    const { port } = await answerOf<{ port: number }>(server);
    const servers = pidsOf(children);
    return fillClients(servers, (nth) => {
      const own = join(folder, `client-${nth}`);
      return answerOf(forkPeer(children, 'pouch-client.mjs', [String(port), own, '1000']));
    });
  });
}

/** Zero: PostgreSQL with logical replication, zero-cache, and a client that keeps its rows in memory. */
export async function benchZero(rows: number): Promise<Filling> {
  return withFolder(async (folder, children) => {
    const dataDir = join(folder, 'pg');
    const first = await startPostgres({ dataDir });
    await runOn(first.url, 'ALTER SYSTEM SET wal_level = logical');
    await first.stop();
    const postgres = await startPostgres({ dataDir });
    try {
      await seedZero(postgres.url, rows);
      const api = forkPeer(children, 'zero-api.mjs', []);
      const { port: apiPort } = await answerOf<{ port: number }>(api);
      const port = await startZeroCache({ children, folder, upstream: postgres.url, apiPort });
      const servers = [...pidsOf(children), postgres.pid];
      return await fillClients(servers, () =>
        answerOf(forkPeer(children, 'zero-client.mjs', [String(port)])),
      );
    } finally {
      await endAll(children);
      await postgres.stop();
    }
  });
}

async function seedZero(url: string, rows: number): Promise<void> {
  await runOn(
    url,
    `CREATE TABLE party (id text PRIMARY KEY, kind text NOT NULL, status text NOT NULL, name text NOT NULL,
       sort_name text NOT NULL, customer_no text NOT NULL, street text NOT NULL, postal_code text NOT NULL,
       city text NOT NULL, note text NOT NULL)`,
  );
  await runOn(
    url,
    `INSERT INTO party SELECT '00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'), 'person', 'customer',
       'Kundin ' || n, 'Kundin ' || n, 'K-' || n, 'Hauptstraße 1', '50999', 'Lindental', ''
     FROM generate_series(0, $1 - 1) AS n`,
    [rows],
  );
}

async function startZeroCache({
  children,
  folder,
  upstream,
  apiPort,
}: {
  readonly children: ChildProcess[];
  readonly folder: string;
  readonly upstream: string;
  readonly apiPort: number;
}): Promise<number> {
  const port = await pickFreePort();
  const cache = spawn(process.execPath, [join(PEERS, 'node_modules/@rocicorp/zero/out/zero/src/cli.js')], {
    cwd: PEERS,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ZERO_UPSTREAM_DB: upstream,
      ZERO_REPLICA_FILE: join(folder, 'zero.db'),
      ZERO_ADMIN_PASSWORD: 'bench',
      ZERO_PORT: String(port),
      ZERO_LOG_LEVEL: 'error',
      ZERO_NUM_SYNC_WORKERS: '1',
      ZERO_QUERY_URL: `http://127.0.0.1:${apiPort}/query`,
      ZERO_APP_ID: 'bench',
      ZERO_ENABLE_TELEMETRY: 'false',
      DO_NOT_TRACK: '1',
      NODE_ENV: 'development',
    },
  });
  children.push(cache);
  let said = '';
  for (const stream of [cache.stdout, cache.stderr])
    stream.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2_000)));
  const end = performance.now() + LIMIT_MS;
  for (;;) {
    if (cache.exitCode !== null) throw new Error(`zero-cache ended with ${cache.exitCode}: ${said}`);
    const isUp = await fetch(`http://127.0.0.1:${port}/keepalive`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return port;
    if (performance.now() > end) throw new Error(`zero-cache was not ready in time: ${said}`);
    await sleep(200);
  }
}

async function withFolder<T>(work: (folder: string, children: ChildProcess[]) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'rufblatt-peers-'));
  const children: ChildProcess[] = [];
  // PostgreSQL drops to another account and must get through.
  await chmod(folder, 0o711);
  try {
    return await work(folder, children);
  } finally {
    await endAll(children);
    await rm(folder, { recursive: true, force: true });
  }
}

async function endAll(children: readonly ChildProcess[]): Promise<void> {
  for (const child of children) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await exited;
    clearTimeout(timer);
  }
}

function forkPeer(children: ChildProcess[], script: string, args: readonly string[]): ChildProcess {
  const child = fork(join(PEERS, script), args, { cwd: PEERS, silent: true });
  children.push(child);
  return child;
}

/** The one thing a peer says. */
async function answerOf<T>(child: ChildProcess): Promise<T> {
  let complaints = '';
  child.stderr?.on('data', (chunk: Buffer) => (complaints = (complaints + chunk.toString()).slice(-2_000)));
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('a peer took too long')), LIMIT_MS);
    child.once('message', (message) => resolve(message as T));
    child.once('exit', (code) => reject(new Error(`a peer ended with ${code}: ${complaints}`)));
    child.once('message', () => clearTimeout(timer));
    child.once('exit', () => clearTimeout(timer));
  });
}

const pidsOf = (children: readonly ChildProcess[]): number[] => children.flatMap(({ pid }) => pid ?? []);
