import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PartyHit } from '#shared/features/parties/contract.ts';
import type { Lock } from '#shared/ipc/account-contract.ts';
import type { DeskStatus } from '#shared/ipc/status.ts';
import { startTestDesk } from '#test/integration/desk/test-desk.ts';
import type { TestDesk } from '#test/integration/desk/test-desk.ts';
import { centreProcesses } from '#test/support/centre-process.ts';
import type { CentreNode, CentreProcesses } from '#test/support/centre-process.ts';
import { runOn, startTestPostgres } from '#test/support/postgres.ts';
import type { TestPostgres } from '#test/support/postgres.ts';
import { startTcpProxy } from '#test/support/tcp-proxy.ts';
import { until } from '#test/support/until.ts';
import { createTestDesk, person } from './test-desk.ts';

/* Backup and restore as an operator does them: with the command line, on running and on stopped nodes. */

// A dozen processes one after the other, on a machine that may be busy.
const PASSWORD = 'Rufblatt-Probe-7';
const PASSPHRASE = 'korrekt pferd batterie heftklammer';

let postgres: TestPostgres;
let folder: string;
let template: string;

beforeAll(async () => {
  postgres = await startTestPostgres();
  folder = await mkdtemp(join(tmpdir(), 'rufblatt-backups-'));
  template = await makeTemplate();
});
afterAll(async () => {
  await postgres?.stop();
  await rm(folder, { recursive: true, force: true });
});

interface House {
  readonly databaseUrl: string;
  readonly centre: CentreProcesses;
}

/** Made once, then copied. */
async function makeTemplate(): Promise<string> {
  const databaseUrl = await postgres.createDatabase();
  const centre = centreProcesses({ DATABASE_URL: databaseUrl });
  await centre.done(['create-tenant', '--slug', 'kv', '--name', 'KV Lindental e. V.']);
  for (const login of ['nadine', 'mehmet'])
    await centre.done(
      ['create-user', '--tenant', 'kv', '--login', login, '--name', login, '--final'],
      PASSWORD,
    );
  return databaseUrl;
}

async function makeHouse(): Promise<House> {
  const databaseUrl = await postgres.createDatabase();
  const nameOf = (url: string): string => new URL(url).pathname.slice(1);
  const server = new URL(databaseUrl);
  server.pathname = '/postgres';
  await runOn(server.href, `DROP DATABASE ${nameOf(databaseUrl)}`);
  await runOn(server.href, `CREATE DATABASE ${nameOf(databaseUrl)} TEMPLATE ${nameOf(template)}`);
  return { databaseUrl, centre: centreProcesses({ DATABASE_URL: databaseUrl }) };
}

async function stop({ child, exited }: CentreNode): Promise<void> {
  child.kill('SIGTERM');
  expect(await exited).toBe(0);
}

/** Every table's rows, in the order of their text: what the backup's own checksums do not vouch for. */
async function contentOf(databaseUrl: string): Promise<Record<string, string>> {
  const tables = await runOn<{ name: string }>(
    databaseUrl,
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'tenant_id' AND table_name NOT IN ('cti_call', 'snapshot', 'snapshot_chunk') ORDER BY 1`,
  );
  const content: Record<string, string> = {};
  for (const { name } of tables) {
    const row = name === 'tenant_clock' ? `(tenant_id, ver, floor_ver)` : 't';
    const [found] = await runOn<{ sum: string }>(
      databaseUrl,
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(${row}::text, '|' ORDER BY ${row}::text)), '') AS sum FROM "${name}" t`,
    );
    content[name] = found?.sum ?? '';
  }
  return content;
}

const epochOf = async (databaseUrl: string): Promise<string> =>
  (await runOn<{ epoch: string }>(databaseUrl, 'SELECT epoch FROM tenant_clock'))[0]?.epoch ?? '';

async function failing(run: ReturnType<CentreProcesses['run']>): Promise<string> {
  expect(await run.exited).toBe(1);
  expect(run.stderr()).not.toContain('    at ');
  return run.stderr();
}

describe('backup and restore', () => {
  it('bring every row of every table back, into an empty database, under a new epoch', async () => {
    const { databaseUrl, centre } = await makeHouse();
    const node = await centre.serve();
    const desk = await createTestDesk({ url: node.url, tenant: 'kv', login: 'nadine', password: PASSWORD });
    const awkward = person('Zeile\nTab\t\\Rück\\N "Anführung" Ümläut 😀');
    await desk.push(desk.command('party.create', awkward), desk.command('party.create', awkward));
    // The node goes on working.
    const [out, sealed] = [join(folder, 'one.backup'), join(folder, 'one.sealed')];
    const keyFile = join(folder, 'passphrase');
    await writeFile(keyFile, `${PASSPHRASE}\n`);
    expect(await centre.done(['backup', '--out', out])).toMatch(
      /1 tenants, \d+ tables, \d+ rows, \d+ bytes\./,
    );
    expect(await centre.done(['backup', '--out', sealed, '--passphrase-file', keyFile])).toMatch(/encrypted/);
    expect((await readFile(sealed)).includes('party')).toBe(false);
    expect(await centre.done(['backup', '--out', folder])).toMatch(/rufblatt-\d{4}.*\.backup: /);
    await stop(node);

    for (const [file, more] of [
      [out, []],
      [sealed, ['--passphrase-file', keyFile]],
    ] as const) {
      const emptyUrl = await postgres.createDatabase();
      const other = centreProcesses({ DATABASE_URL: emptyUrl });
      expect(await other.done(['check-backup', '--from', file, ...more])).toMatch(/is whole: 1 tenants/);
      expect(await other.done(['restore', '--from', file, ...more])).toMatch(
        /^Restored and compared: 1 tenants/,
      );
      expect(await contentOf(emptyUrl)).toEqual(await contentOf(databaseUrl));
      expect(await epochOf(emptyUrl)).not.toBe(await epochOf(databaseUrl));
      const again = await other.serve();
      const restored = await createTestDesk({
        url: again.url,
        tenant: 'kv',
        login: 'nadine',
        password: PASSWORD,
      });
      await restored.pull();
      expect(restored.rows.get(`party/${awkward.id}`)).toMatchObject({ name: awkward.name });
      await stop(again);
    }
  });

  it('refuse what is half, changed, no backup, or would overwrite; nothing is touched then', async () => {
    const { databaseUrl, centre } = await makeHouse();
    const file = join(folder, 'two.backup');
    await centre.done(['backup', '--out', file]);
    const whole = await readFile(file);
    const before = await contentOf(databaseUrl);
    const restore = (from: string, ...more: readonly string[]) =>
      failing(centre.run(['restore', '--from', from, ...more]));

    expect(await failing(centre.run(['backup', '--out', file]))).toMatch(/there already/);
    expect(await readFile(file)).toEqual(whole);
    expect(await restore(file)).toMatch(/holds a centre; --replace/);
    expect(await restore(file, '--replace')).toMatch(/confirm with --yes/);
    await truncate(file, whole.length - 40);
    expect(await restore(file, '--replace', '--yes')).toMatch(/incomplete/);
    const changed = Buffer.from(whole);
    changed[changed.length >> 1] = (changed[changed.length >> 1] ?? 0) ^ 1;
    await writeFile(file, changed);
    expect(await restore(file, '--replace', '--yes')).toMatch(/cannot be used/);
    await writeFile(file, 'something else altogether');
    expect(await restore(file, '--replace', '--yes')).toMatch(/no backup of a centre/);
    expect(await failing(centre.run(['backup', '--out', join(folder, 'nowhere', 'x')]))).toMatch(/ENOENT/);
    const empty = centreProcesses({ DATABASE_URL: await postgres.createDatabase() });
    expect(await failing(empty.run(['backup', '--out', join(folder, 'none')]))).toMatch(/holds no centre/);

    await writeFile(file, whole);
    const node = await centre.serve();
    expect(await restore(file, '--replace', '--yes')).toMatch(/stop all nodes/);
    await stop(node);
    expect(await contentOf(databaseUrl)).toEqual(before);
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('killed half-way leave the database as it was, and no file of the name', async () => {
    const { databaseUrl, centre } = await makeHouse();
    const file = join(folder, 'three.backup');
    await centre.done(['backup', '--out', file]);
    const before = await contentOf(databaseUrl);
    const epoch = await epochOf(databaseUrl);
    // A row that is looked at for ever holds the restore up before its commit.
    const { Client } = await import('pg');
    const holder = new Client({ connectionString: databaseUrl });
    await holder.connect();
    await holder.query('BEGIN; SELECT FROM party');
    const run = centre.run(['restore', '--from', file, '--replace', '--yes']);
    const waiting = `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND application_name = 'rufblatt-backup'`;
    await until(async () => (await runOn(databaseUrl, waiting)).length > 0);
    run.child.kill('SIGKILL');
    await run.exited;
    await holder.query('ROLLBACK');
    await holder.end();
    await until(async () => (await runOn(databaseUrl, waiting)).length === 0);
    expect(await contentOf(databaseUrl)).toEqual(before);
    expect(await epochOf(databaseUrl)).toBe(epoch);
  });

  it('end everybody’s session where that is asked for', async () => {
    const { databaseUrl, centre } = await makeHouse();
    const node = await centre.serve();
    await createTestDesk({ url: node.url, tenant: 'kv', login: 'nadine', password: PASSWORD });
    await stop(node);
    const file = join(folder, 'four.backup');
    await centre.done(['backup', '--out', file]);
    await centre.done(['restore', '--from', file, '--replace', '--yes', '--end-sessions']);
    expect(await runOn(databaseUrl, 'SELECT FROM session')).toEqual([]);
  });
});

describe('desks and a centre that was set back', () => {
  const status = async (desk: TestDesk): Promise<DeskStatus['centre']> =>
    (await desk.ask<DeskStatus>('session.status')).centre;
  const lockOf = (desk: TestDesk): Promise<Lock | null> => desk.ask<Lock | null>('account.lock');
  const settled = (desk: TestDesk): Promise<void> =>
    until(async () => {
      const { state, pending } = await status(desk);
      return state === 'online' && pending === 0;
    });
  const names = async (desk: TestDesk): Promise<readonly string[]> =>
    (await desk.ask<readonly PartyHit[]>('parties.search', { text: '', limit: 100 }))
      .map(({ name }) => name)
      .toSorted();
  const add = (desk: TestDesk, name: string): Promise<unknown> =>
    desk.ask('commands.run', { name: 'party.create', args: person(name) });

  it('F18: come back to one state, with everything that was acknowledged after the backup, and say so', async () => {
    const { databaseUrl, centre } = await makeHouse();
    let node = await centre.serve();
    const proxy = await startTcpProxy(node.url);
    const desks: TestDesk[] = [];
    for (const login of ['nadine', 'mehmet']) {
      const desk = await startTestDesk();
      desks.push(desk);
      await desk.ask('session.signIn', { centre: proxy.url, tenant: 'kv', login, password: PASSWORD });
    }
    const [nadine, mehmet] = desks as [TestDesk, TestDesk];
    try {
      await add(nadine, 'Alt');
      for (const desk of desks) await settled(desk);
      const file = join(folder, 'five.backup');
      await centre.done(['backup', '--out', file]);
      const epoch = await epochOf(databaseUrl);

      await add(nadine, 'Bestätigt von Nadine');
      await add(mehmet, 'Bestätigt von Mehmet');
      for (const desk of desks) await settled(desk);
      await until(async () => (await names(nadine)).length === 3 && (await names(mehmet)).length === 3);

      proxy.cut();
      await add(mehmet, 'Ungesendet');
      const { port } = new URL(node.url);
      await stop(node);
      await centre.done(['restore', '--from', file, '--replace', '--yes']);
      expect(await runOn(databaseUrl, 'SELECT FROM party')).toHaveLength(1);
      expect(await epochOf(databaseUrl)).not.toBe(epoch);

      node = await centre.serve(['--port', port]);
      proxy.join();
      const all = ['Alt', 'Bestätigt von Mehmet', 'Bestätigt von Nadine', 'Ungesendet'];
      for (const desk of desks)
        await until(async () => JSON.stringify(await names(desk)) === JSON.stringify(all));
      for (const desk of desks) await settled(desk);
      const stored = await runOn<{ name: string }>(databaseUrl, 'SELECT name FROM party');
      expect(stored.map(({ name }) => name).toSorted()).toEqual(all);
      for (const desk of desks) expect((await status(desk)).restored).toMatchObject({ again: 1 });
    } finally {
      for (const desk of desks) await desk.stop();
      await proxy.stop();
      await centre.killAll();
    }
  });

  it('F19: a wiped centre acknowledges nothing; the desk asks for a sign-in and keeps what it has', async () => {
    const { databaseUrl, centre } = await makeHouse();
    let node = await centre.serve();
    const desk = await startTestDesk();
    try {
      await desk.ask('session.signIn', {
        centre: node.url,
        tenant: 'kv',
        login: 'nadine',
        password: PASSWORD,
      });
      await add(desk, 'Vorher');
      await settled(desk);
      const { port } = new URL(node.url);
      await stop(node);
      await add(desk, 'Nachher');
      await runOn(databaseUrl, 'DROP SCHEMA public CASCADE');
      await runOn(databaseUrl, 'CREATE SCHEMA public');
      node = await centre.serve(['--port', port]);
      // The centre knows nobody: the desk locks, says so, and keeps what is not sent.
      await until(async () => (await lockOf(desk)) !== null);
      expect(await lockOf(desk)).toMatchObject({ reason: 'ended', pending: 1 });
      expect(await status(desk)).toMatchObject({ state: 'signed-out', pending: 1 });

      // A tenant of the same name is another one: its answers must not pass for the old one's.
      await centre.done(['create-tenant', '--slug', 'kv', '--name', 'KV Lindental e. V.']);
      await centre.done(
        ['create-user', '--tenant', 'kv', '--login', 'nadine', '--name', 'Nadine', '--final'],
        PASSWORD,
      );
      const signIn = desk.ask('session.signIn', {
        centre: node.url,
        tenant: 'kv',
        login: 'nadine',
        password: PASSWORD,
      });
      await expect(signIn).rejects.toMatchObject({ code: 'replica.other-tenant' });
      expect(await status(desk)).toMatchObject({ pending: 1 });
      expect(await runOn(databaseUrl, 'SELECT FROM party')).toEqual([]);
    } finally {
      await desk.stop();
      await centre.killAll();
    }
  });
});
