import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmod,
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  realpath,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { accountFromPasswd } from './account.ts';
import { findPackage } from './binaries.ts';
import { identify } from './postmaster-pid.ts';
import { startPostgres } from './supervisor.ts';
import type { EmbeddedPostgres, StartPostgresOptions } from './supervisor.ts';

const isRoot = process.getuid?.() === 0;
const NOBODY = 65534;

let folder: string;
let running: EmbeddedPostgres[];
let foreign: Foreign[];
let children: ChildProcess[];
let readOnlyFolders: string[];
let lines: string[];

/** A data folder that is ready, for tests that need no fresh one: a start takes a tenth of the time of an initdb. */
let shared: string;

beforeAll(async () => {
  shared = await mkdtemp(join(tmpdir(), 'rufblatt-supervisor-shared-'));
  await chmod(shared, 0o711);
  await (await startPostgres({ dataDir: shared })).stop();
});

afterAll(() => rm(shared, { recursive: true, force: true }));

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'rufblatt-supervisor-test-')));
  // As root, the unprivileged server must be able to pass through.
  await chmod(folder, 0o711);
  [running, foreign, children, readOnlyFolders, lines] = [[], [], [], [], []];
});

afterEach(async () => {
  vi.unstubAllEnvs();
  for (const child of children) child.kill('SIGKILL');
  for (const other of foreign) {
    other.process.kill('SIGTERM');
    await hasEnded(other);
  }
  for (const server of running) await server.stop().catch(() => undefined);
  for (const readOnly of readOnlyFolders) await chmod(readOnly, 0o755);
  await rm(folder, { recursive: true, force: true });
});

async function start(options: StartPostgresOptions = {}): Promise<EmbeddedPostgres> {
  const server = await startPostgres({
    dataDir: join(folder, 'data'),
    log: (line) => lines.push(line),
    ...options,
  });
  running.push(server);
  return server;
}

function startShared(options: StartPostgresOptions = {}): Promise<EmbeddedPostgres> {
  return start({ dataDir: shared, ...options });
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    // Several statements give several results; the last one counts.
    const results = [await client.query<Record<string, unknown>>(sql)].flat();
    return (results.at(-1)?.rows ?? []).map((row) => Object.values(row)[0]);
  } finally {
    await client.end();
  }
}

interface Foreign {
  readonly process: ChildProcess;
  readonly pid: number;
  readonly url: string;
  readonly dataDir: string;
}

/** Starts a server from another process and resolves once that reports it ready. */
async function startElsewhere(dataDir: string, mode: 'hold' | 'exit'): Promise<Foreign> {
  const script = fileURLToPath(new URL('supervisor.test-process.ts', import.meta.url));
  const child = spawn(process.execPath, [script, dataDir, mode], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    const report: Omit<Foreign, 'process'> = JSON.parse(line);
    const other = { process: child, ...report };
    foreign.push(other);
    return other;
  }
  throw new Error('The other supervisor ended without starting a server.');
}

function isServing({ pid, dataDir }: Pick<EmbeddedPostgres, 'pid' | 'dataDir'>): Promise<boolean> {
  return identify(pid, join(dataDir, 'pgdata')).then((identity) => identity === 'postmaster');
}

function hasEnded(server: Pick<EmbeddedPostgres, 'pid' | 'dataDir'>): Promise<boolean> {
  return vi.waitUntil(async () => !(await isServing(server)), { timeout: 30_000 });
}

async function killed(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

async function uidOf(pid: number): Promise<number> {
  return (await stat(`/proc/${pid}`)).uid;
}

describe('an embedded PostgreSQL', () => {
  it('starts from nothing, answers, and keeps its data over a restart', async () => {
    // Longer than a socket address, and hostile to a server that believed its environment.
    const dataDir = join(folder, 'a folder with spaces, ümlauts and '.padEnd(120, 'x'), 'data');
    for (const [name, value] of [
      ['PGPORT', '1'],
      ['PGDATA', '/nowhere'],
      ['PGSSLMODE', 'require'],
    ] as const) {
      vi.stubEnv(name, value);
    }
    const first = await start({ dataDir });
    await query(first.url, "CREATE TABLE note (text text); INSERT INTO note VALUES ('Yıldız, Kröger')");
    expect(await query(first.url, 'SHOW fsync')).toEqual(['on']);
    expect(await query(first.url, 'SHOW server_encoding')).toEqual(['UTF8']);
    expect(await query(first.url, 'SHOW listen_addresses')).toEqual(['127.0.0.1']);
    expect(await query(first.url, "SELECT upper('straße müller')")).toEqual(['STRAßE MÜLLER']);
    expect(await query(first.url, 'SELECT DISTINCT auth_method FROM pg_hba_file_rules')).toEqual([
      'scram-sha-256',
    ]);
    await first.stop();
    expect(await isServing(first)).toBe(false);

    const second = await start({ dataDir });
    expect(await query(second.url, 'SELECT text FROM note')).toEqual(['Yıldız, Kröger']);
    expect(second.replacedOrphanPid).toBeUndefined();
    expect(await readdir(dataDir)).toEqual(['pgdata', 'postgres.log', 'secret']);
  });

  it('refuses a wrong password, and tells the log no contents of rows', async () => {
    const server = await startShared();
    const { username, password, hostname, port } = new URL(server.url);
    expect(password).toMatch(/^[0-9a-f]{64}$/);
    const wrong = `postgres://${username}:wrong@${hostname}:${port}/postgres`;
    await expect(query(wrong, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
    await query(
      server.url,
      "CREATE TABLE party (name text UNIQUE); INSERT INTO party VALUES ('Erika Brandt')",
    );
    await expect(query(server.url, "INSERT INTO party VALUES ('Erika Brandt')")).rejects.toMatchObject({
      code: '23505',
    });
    const log = await readFile(join(server.dataDir, 'postgres.log'), 'utf8');
    expect(log).toContain('duplicate key value');
    expect(log).not.toContain('Erika');
  });

  it('runs unprivileged, and reads nothing that root keeps to itself', async () => {
    const server = await start();
    const home = await lstat(server.dataDir);
    const cluster = await lstat(join(server.dataDir, 'pgdata'));
    expect(await uidOf(server.pid)).toBe(isRoot ? NOBODY : process.getuid?.());
    expect(cluster.uid).toBe(await uidOf(server.pid));
    expect(cluster.mode & 0o777).toBe(0o700);
    expect(home.uid).toBe(process.getuid?.());
    expect(home.mode & 0o777).toBe(isRoot ? 0o711 : 0o700);
    expect((await lstat(join(server.dataDir, 'secret'))).mode & 0o777).toBe(0o600);
  });

  it('takes over a data folder restored from a backup: other owner, other password', async () => {
    const original = await startShared();
    await query(original.url, 'CREATE TABLE restored AS SELECT 42 AS n');
    await original.stop();
    // As root the copy belongs to root, as an unprivileged user to that user.
    const dataDir = join(folder, 'restored');
    await mkdir(dataDir);
    await cp(join(original.dataDir, 'pgdata'), join(dataDir, 'pgdata'), { recursive: true });
    const restored = await start({ dataDir });
    expect(restored.url).not.toContain(new URL(original.url).password);
    expect(await query(restored.url, 'SELECT n FROM restored')).toEqual([42]);
  });

  it('keeps running as the owner of its database, whatever account is configured later', async () => {
    const dataDir = join(folder, 'data');
    const runAs = accountFromPasswd(await readFile('/etc/passwd', 'utf8'), 'daemon') ?? { uid: 1, gid: 1 };
    const first = await start({ dataDir, runAs });
    const uid = await uidOf(first.pid);
    expect(uid).toBe(isRoot ? runAs.uid : process.getuid?.());
    await first.stop();
    expect(await uidOf((await start({ dataDir })).pid)).toBe(uid);
  });

  it('leaves the mode of a folder alone that was there before', async () => {
    const dataDir = join(folder, 'data');
    await mkdir(dataDir);
    await chmod(dataDir, 0o755);
    await start({ dataDir });
    expect((await lstat(dataDir)).mode & 0o777).toBe(0o755);
  });

  it('says what it cannot enter', async () => {
    const barred = join(folder, 'barred');
    await mkdir(barred);
    // Root may enter but its server may not; an unprivileged process may not itself.
    await chmod(barred, isRoot ? 0o700 : 0o500);
    const message = expect.stringContaining(barred);
    const started = start({ dataDir: join(barred, 'data') });
    await expect(started).rejects.toMatchObject({ code: 'folder-unreachable', message });
  });
});

describe('settings that were given', () => {
  it('go over those that every server gets, which hold without them', async () => {
    const given = await startShared({ settings: { fsync: 'off', max_connections: '37' } });
    expect(await query(given.url, 'SHOW fsync')).toEqual(['off']);
    expect(await query(given.url, 'SHOW max_connections')).toEqual(['37']);
    await given.stop();
    expect(await query((await startShared()).url, 'SHOW fsync')).toEqual(['on']);
  });
});

describe('binaries', () => {
  it('are copied where the installed ones cannot be used in place', async () => {
    const barred = join(folder, 'checkout');
    await mkdir(barred, { mode: 0o700 });
    const packageRoot = join(barred, 'package');
    await cp(findPackage(), packageRoot, { recursive: true, verbatimSymlinks: true });
    const library = join(packageRoot, 'native', 'lib');
    for (const name of await readdir(library)) {
      if ((await lstat(join(library, name))).isSymbolicLink()) await rm(join(library, name));
    }
    // Root's server cannot enter `barred`; an unprivileged process cannot make the links.
    if (!isRoot) {
      await chmod(library, 0o555);
      readOnlyFolders.push(library);
    }
    const server = await start({ packageRoot });
    expect(await query(server.url, 'SELECT 1 AS n')).toEqual([1]);
    const copies = (await readdir(server.dataDir)).filter((name) => name.startsWith('runtime-'));
    expect(copies).toEqual([expect.stringMatching(/^runtime-18\./)]);
    await server.stop();

    // The copy is used again, and goes when it is no longer needed.
    const made = (await stat(join(server.dataDir, copies[0] ?? ''))).birthtimeMs;
    await (await start({ packageRoot })).stop();
    expect((await stat(join(server.dataDir, copies[0] ?? ''))).birthtimeMs).toBe(made);
    await start();
    expect((await readdir(server.dataDir)).filter((name) => name.startsWith('runtime-'))).toEqual([]);
  });

  it('that lack a library are named as the cause, with a way out', async () => {
    const packageRoot = join(folder, 'package');
    await cp(findPackage(), packageRoot, { recursive: true, filter: (path) => !path.endsWith('/lib') });
    await mkdir(join(packageRoot, 'native', 'lib'));
    await expect(start({ packageRoot })).rejects.toMatchObject({
      code: 'binaries-unusable',
      message: expect.stringMatching(/library is missing[^]*DATABASE_URL[^]*lib\w+\.so/),
    });
  });
});

describe('a server that outlived its supervisor', () => {
  it('is stopped in an orderly way at the next start, and nothing committed is lost', async () => {
    const dataDir = shared;
    const orphaned = await startElsewhere(dataDir, 'hold');
    await query(orphaned.url, 'CREATE TABLE orphaned AS SELECT 7 AS n');
    await killed(orphaned.process);
    expect(await isServing(orphaned)).toBe(true);
    expect(await query(orphaned.url, 'SELECT n FROM orphaned')).toEqual([7]);

    const next = await startShared();
    expect(next.replacedOrphanPid).toBe(orphaned.pid);
    expect(await isServing(orphaned)).toBe(false);
    expect(await query(next.url, 'SELECT n FROM orphaned')).toEqual([7]);
    expect(lines.join('\n')).toContain(`process ${orphaned.pid}) outlived`);
    expect(await readFile(join(dataDir, 'postgres.log'), 'utf8')).not.toContain('not properly shut down');
  });

  it('is stopped with its supervisor where that exits without a word', async () => {
    const dataDir = shared;
    const other = await startElsewhere(dataDir, 'exit');
    await hasEnded(other);
    expect((await startShared()).replacedOrphanPid).toBeUndefined();
  });

  it('is stopped and swept away where its folder was a temporary one', async () => {
    vi.stubEnv('TMPDIR', folder);
    const orphaned = await startElsewhere('-', 'hold');
    const living = await startElsewhere('-', 'hold');
    await killed(orphaned.process);
    const server = await startPostgres({ log: (line) => lines.push(line) });
    running.push(server);
    expect(lines.join('\n')).toContain(`Removed ${orphaned.dataDir}`);
    expect(await isServing(orphaned)).toBe(false);
    expect(await query(living.url, 'SELECT 1 AS n')).toEqual([1]);
    await server.stop();
    await killed(living.process);
    await (await startPostgres()).stop();
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('two supervisors on one folder', () => {
  it('the second is told who holds it, and the first goes on undisturbed', async () => {
    const first = await startElsewhere(shared, 'hold');
    const message = expect.stringContaining(`process ${first.process.pid}`);
    await expect(startShared()).rejects.toMatchObject({ code: 'in-use', message });
    expect(await query(first.url, 'SELECT 1 AS n')).toEqual([1]);
  });

  it('of two that begin with an empty folder at once, exactly one wins', async () => {
    const outcomes = await Promise.allSettled([start(), start(), start()]);
    const won = outcomes.filter((outcome) => outcome.status === 'fulfilled');
    const lost = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(won).toHaveLength(1);
    expect(lost.map(({ reason }) => reason)).toEqual([
      expect.objectContaining({ code: 'in-use' }),
      expect.objectContaining({ code: 'in-use' }),
    ]);
    expect(await query(won[0]?.value.url ?? '', 'SELECT 1 AS n')).toEqual([1]);
  });

  it('the folder is free again after stop(), which may be called twice', async () => {
    const first = await startShared();
    await Promise.all([first.stop(), first.stop()]);
    await first.stop();
    expect(await query((await startShared()).url, 'SELECT 1 AS n')).toEqual([1]);
  });
});

describe('trouble', () => {
  it('a server killed from outside is reported, and the next start recovers what was committed', async () => {
    const first = await startShared();
    await query(first.url, 'CREATE TABLE recovered AS SELECT 9 AS n');
    process.kill(first.pid, 'SIGKILL');
    expect(await first.exited).toEqual({ status: null, signal: 'SIGKILL' });
    await first.stop();
    expect(lines.join('\n')).toContain('ended by itself (SIGKILL)');
    const next = await startShared();
    expect(await query(next.url, 'SELECT n FROM recovered')).toEqual([9]);
    expect(lines.join('\n')).toContain(`left over from process ${first.pid}`);
  });

  it('a process that was given the id in postmaster.pid is neither stopped nor in the way', async () => {
    const first = await startShared();
    const uid = await uidOf(first.pid);
    process.kill(first.pid, 'SIGKILL');
    await first.exited;
    await first.stop();
    const bystander = spawn('sleep', ['600'], {
      uid,
      gid: uid === process.getuid?.() ? process.getgid?.() : uid,
    });
    children.push(bystander);
    await once(bystander, 'spawn');
    const pidFile = join(first.dataDir, 'pgdata', 'postmaster.pid');
    const text = await readFile(pidFile, 'utf8');
    await writeFile(pidFile, text.replace(/^\d+/, String(bystander.pid)));
    const next = await startShared();
    expect(await query(next.url, 'SELECT 1 AS n')).toEqual([1]);
    expect(bystander.exitCode ?? bystander.signalCode).toBeNull();
  });

  it('a server that hears nothing is asked twice, never killed, and named', async () => {
    const server = await startShared({ shutdownTimes: { fastMs: 20, immediateMs: 20 } });
    process.kill(server.pid, 'SIGSTOP');
    const message = expect.stringContaining(`process ${server.pid}`);
    await expect(server.stop()).rejects.toMatchObject({ code: 'still-running', message });
    expect(lines.join('\n')).toContain('asking for an immediate one');
    await expect(startShared()).rejects.toMatchObject({ code: 'in-use' });
    process.kill(server.pid, 'SIGCONT');
    expect(await server.exited).not.toMatchObject({ signal: 'SIGKILL' });
    expect(await query((await startShared()).url, 'SELECT 1 AS n')).toEqual([1]);
  });

  it('a port in use is named with what the server said', async () => {
    const occupant = createServer().listen(0, '127.0.0.1');
    await once(occupant, 'listening');
    const { port } = occupant.address() as AddressInfo;
    await expect(startShared({ port })).rejects.toMatchObject({
      code: 'port-in-use',
      logLines: expect.arrayContaining([expect.stringContaining('Address already in use')]),
    });
    occupant.close();
    expect((await startShared({ port })).port).toBe(port);
  });

  it('a database of another major version is left as it was', async () => {
    const cluster = join(folder, 'data', 'pgdata');
    await mkdir(cluster, { recursive: true });
    await writeFile(join(cluster, 'PG_VERSION'), '17\n');
    const message = expect.stringMatching(/PostgreSQL 17, the embedded one is 18\.\d/);
    await expect(start()).rejects.toMatchObject({ code: 'wrong-version', message });
    expect(await readdir(cluster)).toEqual(['PG_VERSION']);
    await expect(start({ dataDir: cluster })).rejects.toMatchObject({ code: 'foreign-folder' });
  });

  it('a folder that holds something else is not touched', async () => {
    const cluster = join(folder, 'data', 'pgdata');
    await mkdir(cluster, { recursive: true });
    await writeFile(join(cluster, 'letter.txt'), 'dear diary');
    await expect(start()).rejects.toMatchObject({ code: 'foreign-folder' });
    expect(await readFile(join(cluster, 'letter.txt'), 'utf8')).toBe('dear diary');
  });

  it('a start that is cancelled leaves nothing running and nothing half-made', async () => {
    const controller = new AbortController();
    const log = (line: string): void => {
      if (line.startsWith('Creating')) controller.abort();
    };
    const started = start({ signal: controller.signal, log });
    await expect(started).rejects.toMatchObject({ code: 'aborted' });
    expect(await readdir(join(folder, 'data'))).toEqual(['secret']);
    expect(await query((await start()).url, 'SELECT 1 AS n')).toEqual([1]);
  });

  it('an initdb that was killed leaves only what the next start clears away', async () => {
    await mkdir(join(shared, 'init-AbCdEf', 'pgdata'), { recursive: true });
    await mkdir(join(shared, 'partial-0123AB', 'native'), { recursive: true });
    const server = await startShared();
    expect(await readdir(server.dataDir)).toEqual(['pgdata', 'postgres.log', 'secret']);
  });
});
