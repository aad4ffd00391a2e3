import { createDecipheriv } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { providerCommands } from '#server/auth/provider/operator-commands.ts';
import { openApi } from '#server/features/open-api/feature.ts';
import { createKeyFile, KEY_FILE } from '#server/secrets/key-file.ts';
import { memoryKeys, newKey, parseKeys } from '#server/secrets/keys.ts';
import { secretCommands } from '#server/secrets/operator-commands.ts';
import { accountPaths, beginSecondFactorReply, recoveryCodesReply } from '#shared/auth/protocol.ts';
import { loginReply, paths } from '#shared/sync/protocol.ts';
import { centreProcesses } from '#test/support/centre-process.ts';
import type { CentreProcesses } from '#test/support/centre-process.ts';
import { runOn, startTestPostgres } from '#test/support/postgres.ts';
import { until } from '#test/support/until.ts';
import { idIn, makeToken } from './open-api-rig.ts';
import { operate } from './operate.ts';
import { PASSWORD, startRig } from './rig.ts';
import type { Rig } from './rig.ts';
import { codeOf, post } from './test-desk.ts';
import type { Answer } from './test-desk.ts';

/* What the centre has to be able to use, and who reads its database must not. */

const CLIENT_SECRET = 'Geheimnis des Anbieters 4711';
const COLUMNS = [
  ['second_factor', 'secret', 'user_id'],
  ['sign_in_provider', 'client_secret', 'tenant_id'],
  ['unsent_key', 'private_key', 'user_id'],
  ['webhook_subscription', 'secret', 'id'],
  ['webhook_subscription', 'old_secret', 'id'],
] as const;

let rig: Rig;
let folder: string;
let keyFile: string;
let now = Date.now();
/** What was shown to people and programs, as it would be found in a dump. */
const plain: Record<string, readonly string[]> = {};
const factors: Record<string, { readonly totp: TOTP; recoveryCodes: readonly string[] }> = {};
let webhook = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rufblatt-secrets-'));
  keyFile = join(folder, KEY_FILE);
  rig = await startRig({
    clock: { now: () => now },
    secretKeys: createKeyFile({ path: keyFile, isGiven: false }),
  });
  for (const login of ['nadine', 'mehmet']) await enrol(login);
  await operate(
    rig,
    providerCommands,
    'provider set',
    { tenant: 'kv', issuer: 'https://id.example/', 'client-id': 'rufblatt' },
    CLIENT_SECRET,
  );
  plain['provider'] = [CLIENT_SECRET];
  const { id: token } = await makeToken(rig);
  const made = await cli('webhook-out create', {
    token,
    url: 'https://shop.example/',
    events: 'party.created',
  });
  webhook = idIn(made);
  const rotated = await cli('webhook-out rotate', { id: webhook });
  plain['webhook'] = [made, rotated].map((printed) => /whsec_\S+/.exec(printed)?.[0] ?? '');
});
afterAll(async () => {
  await rig?.stop();
  await rm(folder, { recursive: true, force: true });
});

const cli = (name: string, flags: Record<string, string | boolean> = {}): Promise<string> =>
  operate(rig, [...secretCommands, ...(openApi.operatorCommands ?? [])], name, { tenant: 'kv', ...flags });
const ask = (path: string, token: string, body: object = {}): Promise<Answer> =>
  post(rig.url, path, body, token);

async function enrol(login: string): Promise<void> {
  const { token } = loginReply.parse((await signIn(login)).body);
  const begun = beginSecondFactorReply.parse(
    (await ask(accountPaths.beginSecondFactor, token, { password: PASSWORD })).body,
  );
  const secret = Secret.fromBase32(begun.secret);
  const totp = new TOTP({ secret, algorithm: 'SHA1', digits: 6, period: 30 });
  const confirmed = await ask(accountPaths.confirmSecondFactor, token, {
    code: totp.generate({ timestamp: now }),
  });
  factors[login] = { totp, ...recoveryCodesReply.parse(confirmed.body) };
  const bytes = Buffer.from(secret.bytes);
  plain[`factor ${login}`] = [begun.secret, bytes.toString('hex'), bytes.toString('base64')];
  const { privateKey } = (await ask(accountPaths.unsentKey, token)).body as { privateKey: string };
  plain[`unsent ${login}`] = [privateKey];
}

function signIn(login: string, code?: string, url = rig.url): Promise<Answer> {
  const body = { tenant: 'kv', login, password: PASSWORD, device: 'PC', ...(code !== undefined && { code }) };
  return post(url, paths.login, body);
}

/** With a code of a moment that nobody has used yet. */
function signInWithCode(login: string, url = rig.url): Promise<Answer> {
  now += 60_000;
  return signIn(login, factors[login]?.totp.generate({ timestamp: now }), url);
}

/** Every row of every table as text, as a dump has it. */
async function dump(databaseUrl: string): Promise<string> {
  const tables = await runOn<{ name: string }>(
    databaseUrl,
    `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
  );
  let text = '';
  for (const { name } of tables)
    for (const { row } of await runOn<{ row: string }>(databaseUrl, `SELECT t::text AS row FROM "${name}" t`))
      text += `${name} ${row}\n`;
  return text;
}

async function stored(databaseUrl = rig.databaseUrl): Promise<readonly string[]> {
  const all: string[] = [];
  for (const [table, column] of COLUMNS) {
    const rows = await runOn<{ value: Buffer | string }>(
      databaseUrl,
      `SELECT ${column} AS value FROM ${table} WHERE ${column} IS NOT NULL`,
    );
    expect(rows.length, `${table}.${column}`).toBeGreaterThan(0);
    all.push(...rows.map(({ value }) => (typeof value === 'string' ? value : value.toString('latin1'))));
  }
  return all;
}

const keyIdsOf = (values: readonly string[]): ReadonlySet<string | undefined> =>
  new Set(values.map((value) => value.split(':')[2]));
const firstKey = async (): Promise<string> => parseKeys(await readFile(keyFile, 'utf8'), keyFile)[0].id;

describe('the secrets of the centre', () => {
  it('stand readable nowhere in a dump, and do their work', async () => {
    const text = await dump(rig.databaseUrl);
    expect(text).toContain('https://shop.example/');
    expect(Object.keys(plain)).toHaveLength(6);
    for (const [what, forms] of Object.entries(plain))
      for (const form of forms) {
        expect(form.length, what).toBeGreaterThan(10);
        expect(text.includes(form), what).toBe(false);
      }
    expect([...keyIdsOf(await stored())]).toEqual([await firstKey()]);
    expect((await signInWithCode('nadine')).status).toBe(200);
    expect(((await stat(keyFile)).mode & 0o777).toString(8)).toBe('600');
  });

  it('are AES-256-GCM under the key of the file, bound to their row', async () => {
    const [row] = await runOn<{ tenant: string; user: string; value: Buffer }>(
      rig.databaseUrl,
      'SELECT tenant_id AS tenant, user_id AS user, secret AS value FROM second_factor WHERE user_id = $1',
      [rig.nadine.userId],
    );
    const bytes = Buffer.from(row?.value.toString('latin1').split(':')[3] ?? '', 'base64url');
    const [key] = parseKeys(await readFile(keyFile, 'utf8'), keyFile);
    const decipher = createDecipheriv('aes-256-gcm', key.bytes, bytes.subarray(0, 12));
    const context = ['rufblatt secret', 1, row?.tenant, 'second_factor', 'secret', row?.user];
    decipher.setAAD(Buffer.from(JSON.stringify(context)));
    decipher.setAuthTag(bytes.subarray(12, 28));
    const opened = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
    expect(plain['factor nadine']).toContain(opened.toString('hex'));
  });

  it('put into the row of somebody else open nothing: their code does not become mine', async () => {
    const secretOf = async (userId: string): Promise<Buffer | undefined> =>
      (
        await runOn<{ secret: Buffer }>(
          rig.databaseUrl,
          'SELECT secret FROM second_factor WHERE user_id = $1',
          [userId],
        )
      )[0]?.secret;
    const put = (secret: unknown): Promise<object[]> =>
      runOn(rig.databaseUrl, 'UPDATE second_factor SET secret = $1 WHERE user_id = $2', [
        secret,
        rig.nadine.userId,
      ]);
    const own = await secretOf(rig.nadine.userId);
    await put(await secretOf(rig.mehmet.userId));
    now += 60_000;
    const refused = await signIn('nadine', factors['mehmet']?.totp.generate({ timestamp: now }));
    expect([refused.status, codeOf(refused)]).toEqual([500, 'secrets.unreadable']);
    expect(JSON.stringify(refused.body)).not.toContain(folder);
    // Nor does one that was put there readable.
    await put(Buffer.from(factors['mehmet']?.totp.secret.bytes ?? []));
    const guess = await signIn('nadine', factors['mehmet']?.totp.generate({ timestamp: now }));
    expect(codeOf(guess)).toBe('secrets.unreadable');
    // The recovery codes are hashes and go on working.
    expect((await signIn('nadine', factors['nadine']?.recoveryCodes[0])).status).toBe(200);
    await put(own);
    expect((await signInWithCode('nadine')).status).toBe(200);
  });

  it('of a version that kept them readable are sealed by the first node that starts', async () => {
    const [{ tenant } = { tenant: '' }] = await runOn<{ tenant: string }>(
      rig.databaseUrl,
      `SELECT tenant_id AS tenant FROM tenant WHERE slug = 'kv'`,
    );
    for (const login of ['nadine', 'mehmet'] as const)
      await runOn(rig.databaseUrl, 'UPDATE second_factor SET secret = $1 WHERE user_id = $2', [
        Buffer.from(factors[login]?.totp.secret.bytes ?? []),
        rig[login].userId,
      ]);
    await runOn(rig.databaseUrl, 'UPDATE sign_in_provider SET client_secret = $1', [CLIENT_SECRET]);
    await runOn(rig.databaseUrl, 'UPDATE webhook_subscription SET old_secret = $1, secret = $2', [
      ...(plain['webhook'] ?? []),
    ]);
    await runOn(rig.databaseUrl, 'UPDATE unsent_key SET private_key = $1 WHERE user_id = $2', [
      plain['unsent nadine']?.[0],
      rig.nadine.userId,
    ]);
    await runOn(rig.databaseUrl, 'DELETE FROM secret_key');
    await runOn(rig.databaseUrl, `INSERT INTO secret_key SELECT tenant_id, '' FROM tenant`);
    expect((await dump(rig.databaseUrl)).includes(CLIENT_SECRET)).toBe(true);

    const nodes = await Promise.all([rig.startNode(), rig.startNode(), rig.startNode()]);
    const text = await dump(rig.databaseUrl);
    for (const form of Object.values(plain).flat()) expect(text.includes(form)).toBe(false);
    expect(await runOn(rig.databaseUrl, 'SELECT * FROM secret_key')).toEqual([
      { tenant_id: tenant, key_id: await firstKey() },
    ]);
    expect((await signInWithCode('mehmet', nodes[2]?.url)).status).toBe(200);
    const { token } = loginReply.parse((await signInWithCode('nadine')).body);
    expect((await ask(accountPaths.unsentKey, token)).body).toMatchObject({
      privateKey: plain['unsent nadine']?.[0],
    });
    for (const { centre } of nodes) await centre.stop();
  });

  it('are sealed with a new key while a node runs, which goes on; the old key is not needed then', async () => {
    const old = await firstKey();
    expect(await cli('rotate-secrets', { 'new-key': true })).toMatch(/^7 secrets were sealed anew/);
    const fresh = await firstKey();
    expect(fresh).not.toBe(old);
    expect([...keyIdsOf(await stored())]).toEqual([fresh]);
    // The running node has read its file before.
    expect((await signInWithCode('nadine')).status).toBe(200);
    expect(await cli('rotate-secrets')).toMatch(/^0 secrets/);
    const [line = ''] = (await readFile(keyFile, 'utf8')).split('\n').filter((each) => !each.startsWith('#'));
    await writeFile(keyFile, line);
    const node = await rig.startNode();
    expect((await signInWithCode('mehmet', node.url)).status).toBe(200);
    await node.centre.stop();
    expect(
      (
        await runOn<{ subject: string }>(
          rig.databaseUrl,
          `SELECT subject FROM audit_log WHERE what = 'secrets.rotated'`,
        )
      ).map(({ subject }) => subject),
    ).toEqual([fresh]);
  });

  it('are sealed whole or not at all where a rotation ends in the middle', async () => {
    const before = await stored();
    await runOn(
      rig.databaseUrl,
      `ALTER TABLE webhook_subscription ADD CONSTRAINT stop CHECK (secret = old_secret) NOT VALID`,
    );
    await expect(cli('rotate-secrets', { 'new-key': true })).rejects.toThrow();
    await runOn(rig.databaseUrl, 'ALTER TABLE webhook_subscription DROP CONSTRAINT stop');
    expect(await stored()).toEqual(before);
    expect((await signInWithCode('nadine')).status).toBe(200);
    await cli('rotate-secrets');
    expect([...keyIdsOf(await stored())]).toEqual([await firstKey()]);
  });

  it('let no node start that has another key', async () => {
    const before = await dump(rig.databaseUrl);
    for (const secretKeys of [
      memoryKeys(),
      createKeyFile({ path: join(folder, 'elsewhere', KEY_FILE), isGiven: false }),
    ])
      await expect(rig.startNode({ secretKeys })).rejects.toMatchObject({
        code: 'secrets.wrong-key',
        message: expect.stringMatching(/Put the key file that belongs to this database there/),
        params: { keys: await firstKey() },
      });
    // No new key was made that would look like the right one tomorrow.
    expect(await readdir(folder)).toEqual([KEY_FILE]);
    expect(await dump(rig.databaseUrl)).toBe(before);
  });

  it('whose key is gone for good are dropped on demand, and everything else works on', async () => {
    const other = { ...rig, secretKeys: memoryKeys() };
    const drop = (flags: Record<string, boolean>) =>
      operate(other, secretCommands, 'drop-lost-secrets', flags);
    await expect(drop({})).rejects.toMatchObject({ code: 'secrets.unconfirmed' });
    expect(await drop({ yes: true })).toMatch(/^7 secrets that no key opens were removed, 0 others/);
    const node = await rig.startNode({ secretKeys: other.secretKeys });
    expect((await signIn('nadine', undefined, node.url)).status).toBe(200);
    const printed = await operate(other, openApi.operatorCommands ?? [], 'webhook-out rotate', {
      tenant: 'kv',
      id: webhook,
    });
    expect(printed).toMatch(/whsec_/);
    expect(await runOn(rig.databaseUrl, 'SELECT 1 FROM sign_in_provider')).toEqual([]);
  });
});

describe('a backup', () => {
  let centre: CentreProcesses;
  let home: string;

  it('holds no key; a restore needs the file, and says so', async () => {
    const postgres = await startTestPostgres();
    home = await mkdtemp(join(tmpdir(), 'rufblatt-secrets-cli-'));
    try {
      const data = join(home, 'data');
      const env = {
        DATABASE_URL: await postgres.createDatabase(),
        CENTRE_DATA: data,
        CENTRE_SECRET_KEYS: '',
      };
      centre = centreProcesses(env);
      await centre.done(['create-tenant', '--slug', 'kv', '--name', 'KV']);
      expect(await readdir(home)).toEqual([]);
      const node = await centre.serve();
      await until(() => node.stderr().includes('Keep a copy of this file'));
      expect(await readdir(data)).toEqual([KEY_FILE]);
      const secretFile = join(home, 'client-secret');
      await writeFile(secretFile, CLIENT_SECRET);
      const provider = ['--tenant', 'kv', '--issuer', 'https://id.example/', '--client-id', 'x'];
      await centre.done(['provider', 'set', ...provider, '--client-secret-file', secretFile]);
      node.child.kill('SIGTERM');
      expect(await node.exited).toBe(0);
      const backup = join(home, 'one.backup');
      await centre.done(['backup', '--out', backup]);

      const url = await postgres.createDatabase();
      const restored = (keys: string): CentreProcesses =>
        centreProcesses({ DATABASE_URL: url, CENTRE_DATA: join(home, 'new'), CENTRE_SECRET_KEYS: keys });
      await restored('').done(['restore', '--from', backup]);
      const wrong = join(home, 'wrong-keys');
      await writeFile(wrong, `${newKey().bytes.toString('hex')}\n`, { mode: 0o600 });
      for (const keys of ['', wrong, join(home, 'missing')]) {
        const run = restored(keys).run(['--port', '0']);
        expect(await run.exited).toBe(1);
        expect(run.stderr()).toMatch(/--secret-keys/);
        expect(run.stderr()).not.toContain('    at ');
      }
      expect(await readdir(home)).not.toContain('new');
      const right = restored(join(data, KEY_FILE));
      const again = await right.serve();
      again.child.kill('SIGTERM');
      expect(await again.exited).toBe(0);
      expect(await right.done(['rotate-secrets', '--new-key'])).toMatch(/^1 secrets were sealed anew/);
      expect(parseKeys(await readFile(join(data, KEY_FILE), 'utf8'), '')).toHaveLength(2);
    } finally {
      await centre.killAll();
      await postgres.stop();
      await rm(home, { recursive: true, force: true });
    }
  });
});
