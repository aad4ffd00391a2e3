import { TOTP } from 'otpauth';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { authCommands } from '#server/auth/operator-commands.ts';
import { hashPassword } from '#server/auth/password.ts';
import {
  accountPaths,
  beginSecondFactorReply,
  devicesReply,
  recoveryCodesReply,
  secondFactorReply,
  standingReply,
} from '#shared/auth/protocol.ts';
import { loginReply, paths } from '#shared/sync/protocol.ts';
import { LEAST } from '#test/support/password-cost.ts';
import { runOn } from '#test/support/postgres.ts';
import { until } from '#test/support/until.ts';
import { operate } from './operate.ts';
import { PASSWORD, startRig } from './rig.ts';
import type { Rig } from './rig.ts';
import { codeOf, post } from './test-desk.ts';
import type { Answer } from './test-desk.ts';

/* What a person and an administrator can do with accounts, on a real centre. */

let rig: Rig;
let now = Date.now();
beforeAll(async () => {
  rig = await startRig({ clock: { now: () => now }, hintTimes: { pollMs: 600_000, pingMs: 600_000 } });
});
afterAll(() => rig?.stop());

const OTHER = 'Birnen im Regen';
const login = (who: string, more: object = {}): Promise<Answer> =>
  post(rig.url, paths.login, { tenant: 'kv', login: who, password: PASSWORD, device: `PC ${who}`, ...more });
const signIn = async (who: string, more: object = {}) => loginReply.parse((await login(who, more)).body);
const ask = (path: string, token: string, body: object = {}): Promise<Answer> =>
  post(rig.url, path, body, token);
const cli = (name: string, flags: Record<string, string | boolean>, secret = ''): Promise<string> =>
  operate(rig, authCommands, name, { tenant: 'kv', ...flags }, secret);
const audited = async (): Promise<readonly string[]> =>
  (
    await runOn<{ what: string; actor: string | null }>(
      rig.databaseUrl,
      'SELECT what, actor FROM audit_log ORDER BY at, what',
    )
  ).map(({ what, actor }) => `${what} ${actor ?? '-'}`);

/** 200 with any body: let in. */
const isIn = async (token: string): Promise<boolean> =>
  (await ask(accountPaths.standing, token)).status === 200;

describe('a password', () => {
  it('is changed by its owner, who keeps this device and loses the others', async () => {
    const [here, there] = [await signIn('mehmet'), await signIn('mehmet')];
    const change = { old: PASSWORD, password: OTHER };
    const wrong = await ask(accountPaths.password, here.token, { ...change, old: 'falsch-falsch' });
    expect(codeOf(wrong)).toBe('password.wrong');
    for (const [password, code] of [
      ['kurz', 'password.too-short'],
      ['Passwort123', 'password.too-common'],
      [PASSWORD, 'password.same'],
    ])
      expect(codeOf(await ask(accountPaths.password, here.token, { old: PASSWORD, password }))).toBe(code);
    expect((await ask(accountPaths.password, here.token, change)).status).toBe(204);
    expect([await isIn(here.token), await isIn(there.token)]).toEqual([true, false]);
    expect(codeOf(await ask(accountPaths.standing, there.token))).toBe('session.revoked');
    expect((await login('mehmet')).status).toBe(401);
    expect((await login('mehmet', { password: OTHER })).status).toBe(200);
  });

  it('set by an administrator opens nothing but its own change', async () => {
    const before = await signIn('mehmet', { password: OTHER });
    await cli('user password', { login: 'mehmet' }, 'Vom Admin gesetzt');
    expect(await isIn(before.token)).toBe(false);
    const session = await signIn('mehmet', { password: 'Vom Admin gesetzt' });
    expect(session.must).toEqual(['password']);
    expect(codeOf(await ask(paths.pull, session.token))).toBe('session.unfinished');
    expect(standingReply.parse((await ask(accountPaths.standing, session.token)).body).must).toEqual([
      'password',
    ]);
    const changed = await ask(accountPaths.password, session.token, {
      old: 'Vom Admin gesetzt',
      password: OTHER,
    });
    expect(changed.status).toBe(204);
    // Not unfinished any more: now the request itself is looked at.
    expect(codeOf(await ask(paths.pull, session.token))).toBe('request.invalid');
  });

  it('is not to be guessed with a stolen session', async () => {
    const { token } = await signIn('mehmet', { password: OTHER });
    const answers: string[] = [];
    for (let round = 0; round < 7; round += 1)
      answers.push(
        codeOf(await ask(accountPaths.password, token, { old: 'geraten', password: 'egal-egal-egal' })),
      );
    expect(answers).toContain('login.too-many');
    now += 20 * 60_000;
  });
});

describe('a password that an administrator sets at the same moment', () => {
  const FOUND_OUT = 'Steht auf dem Zettel';
  const WAITING =
    "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
  /** The administrator's change is on its way while `act` proves the old password, and commits before `act` ends. */
  async function overtaken(act: () => Promise<Answer>): Promise<Answer> {
    const hash = await hashPassword('Vom Admin gesetzt', [], LEAST);
    const client = new Client({ connectionString: rig.databaseUrl });
    await client.connect();
    try {
      await client.query('BEGIN');
      await client.query('UPDATE account SET password_hash = $2, must_change = true WHERE user_id = $1', [
        rig.birgit.userId,
        hash,
      ]);
      let isDone = false;
      const acting = act().finally(() => (isDone = true));
      // It has come through, or waits for the row.
      await until(async () => {
        const waiting = await runOn(rig.databaseUrl, WAITING);
        return isDone || waiting.length > 0;
      });
      await client.query('COMMIT');
      return await acting;
    } finally {
      await client.end();
    }
  }

  it('is not followed by a session of the old one', async () => {
    const before = await signIn('birgit');
    expect(before.must).toEqual([]);
    expect((await overtaken(() => login('birgit'))).status).toBe(401);
    expect((await login('birgit', { password: 'Vom Admin gesetzt' })).status).toBe(200);
  });

  it('is not replaced by whoever knew the old one', async () => {
    await cli('user password', { login: 'birgit', final: true }, FOUND_OUT);
    const { token } = await signIn('birgit', { password: FOUND_OUT });
    const change = { old: FOUND_OUT, password: OTHER };
    expect(codeOf(await overtaken(() => ask(accountPaths.password, token, change)))).toBe('password.wrong');
    expect((await login('birgit', { password: 'Vom Admin gesetzt' })).status).toBe(200);
    await cli('user password', { login: 'birgit', final: true }, PASSWORD);
  });
});

describe('sign-ins from one address', () => {
  const from = (address: string, who: string, password: string) =>
    fetch(new URL(paths.login, rig.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
      body: JSON.stringify({ tenant: 'kv', login: who, password, device: 'PC' }),
    });

  it('have to pause after many failures, whatever the account, and not for ever', async () => {
    for (let index = 0; index < 20; index += 1) {
      // 30 a minute are let through by the rate limit that comes before.
      expect((await from('203.0.113.7', `erfunden-${index}`, 'falsch-falsch')).status).toBe(401);
    }
    expect((await from('203.0.113.7', 'nadine', PASSWORD)).status).toBe(429);
    expect((await from('203.0.113.8', 'nadine', PASSWORD)).status).toBe(200);
    now += 60_000;
    expect((await from('203.0.113.7', 'nadine', PASSWORD)).status).toBe(200);
  });

  it('have to, also where each comes from another address of the same network', async () => {
    expect((await from('2001:db8:0:1::1', 'erdacht', 'falsch-falsch')).status).toBe(401);
    // As after two dozen of them.
    await runOn(
      rig.databaseUrl,
      "UPDATE login_failure_address SET level = 24 WHERE address LIKE '2001:db8:0:1:%'",
    );
    const paused = await from('2001:db8:0:1::abcd', 'nadine', PASSWORD);
    expect(codeOf({ status: paused.status, body: await paused.json(), headers: paused.headers })).toBe(
      'login.too-many',
    );
    expect((await from('2001:db8:0:2::1', 'nadine', PASSWORD)).status).toBe(200);
  });
});

describe('a second factor', () => {
  const codeAt = (uri: string, at: number): string => {
    const totp = new TOTP({
      secret: new URL(uri).searchParams.get('secret') ?? '',
      algorithm: 'SHA1',
      digits: 6,
      period: 30,
    });
    return totp.generate({ timestamp: at });
  };
  /** Right at no step near it, short of a chance of one in a hundred thousand. */
  const wrongFor = (right: string, round: number): string =>
    String((Number(right) + 1 + round) % 1_000_000).padStart(6, '0');
  let uri = '';
  let recoveryCodes: readonly string[] = [];

  it('is enrolled with the password and a first code; the recovery codes are shown once and kept as hashes', async () => {
    const { token } = await signIn('nadine');
    expect(codeOf(await ask(accountPaths.beginSecondFactor, token, { password: 'falsch-falsch' }))).toBe(
      'password.wrong',
    );
    const begun = beginSecondFactorReply.parse(
      (await ask(accountPaths.beginSecondFactor, token, { password: PASSWORD })).body,
    );
    uri = begun.uri;
    expect(new URL(uri).searchParams.get('secret')).toBe(begun.secret);
    // Begun and not confirmed: it does not count yet.
    expect((await login('nadine')).status).toBe(200);
    const confirm = (code: string) => ask(accountPaths.confirmSecondFactor, token, { code });
    expect(codeOf(await confirm('000000'))).toBe('login.code-refused');
    ({ recoveryCodes } = recoveryCodesReply.parse((await confirm(codeAt(uri, now))).body));
    expect(recoveryCodes).toHaveLength(10);
    const stored = JSON.stringify(
      await runOn(rig.databaseUrl, `SELECT encode(code_hash, 'escape') AS hash FROM recovery_code`),
    );
    for (const code of recoveryCodes) expect(stored).not.toContain(code);
    const state = secondFactorReply.parse((await ask(accountPaths.secondFactor, token)).body);
    expect(state).toEqual({ on: true, required: false, recoveryCodes: 10 });
    expect(codeOf(await ask(accountPaths.beginSecondFactor, token, { password: PASSWORD }))).toBe(
      'second-factor.on',
    );
  });

  it('is asked for only after the right password', async () => {
    expect(codeOf(await login('nadine'))).toBe('login.code-needed');
    expect(codeOf(await login('nadine', { password: 'falsch-falsch' }))).toBe('login.refused');
    now += 20 * 60_000;
  });

  it('takes the codes of the step before, now and after, each once', async () => {
    for (const [offset, status] of [
      [-60_000, 401],
      [-30_000, 200],
      [-30_000, 401],
      [0, 200],
      [30_000, 200],
      [0, 401],
      [60_000, 401],
    ] as const) {
      const answer = await login('nadine', { code: codeAt(uri, now + offset) });
      expect([offset, answer.status]).toEqual([offset, status]);
      if (status === 401) expect(codeOf(answer)).toBe('login.code-refused');
    }
    now += 20 * 60_000;
  });

  it('lets one of two requests with one code in', async () => {
    const code = codeAt(uri, now);
    const answers = await Promise.all([login('nadine', { code }), login('nadine', { code })]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401]);
    now += 20 * 60_000;
  });

  it('cannot be guessed: the account rests', async () => {
    const codes: string[] = [];
    for (let round = 0; round < 8; round += 1)
      codes.push(codeOf(await login('nadine', { code: String(100_000 + round) })));
    expect(codes.at(-1)).toBe('login.too-many');
    now += 20 * 60_000;
  });

  it('is replaced by a recovery code, once', async () => {
    const [code = ''] = recoveryCodes;
    expect((await login('nadine', { code: code.toLowerCase() })).status).toBe(200);
    expect(codeOf(await login('nadine', { code }))).toBe('login.code-refused');
    now += 20 * 60_000;
  });

  it('goes with password and code, or by the administrator', async () => {
    const { token } = await signIn('nadine', { code: codeAt(uri, now) });
    const remove = (code: string) =>
      ask(accountPaths.removeSecondFactor, token, { password: PASSWORD, code });
    expect(codeOf(await remove('123456'))).toBe('login.code-refused');
    const guesses: string[] = [];
    for (let round = 0; round < 8; round += 1) guesses.push(codeOf(await remove(String(100_000 + round))));
    expect(guesses.at(-1)).toBe('login.too-many');
    expect(codeOf(await remove(codeAt(uri, now)))).toBe('login.too-many');
    now += 20 * 60_000;
    await cli('user reset-second-factor', { login: 'nadine' });
    expect((await login('nadine')).status).toBe(200);
  });

  it('that was begun is not confirmed by guessing', async () => {
    const { token } = await signIn('nadine');
    const begin = await ask(accountPaths.beginSecondFactor, token, { password: PASSWORD });
    const begun = beginSecondFactorReply.parse(begin.body);
    const confirm = (code: string) => ask(accountPaths.confirmSecondFactor, token, { code });
    const right = codeAt(begun.uri, now);
    const guesses: string[] = [];
    for (let round = 0; round < 8; round += 1) guesses.push(codeOf(await confirm(wrongFor(right, round))));
    expect(guesses).toContain('login.code-refused');
    expect(guesses.at(-1)).toBe('login.too-many');
    expect(codeOf(await confirm(right))).toBe('login.too-many');
    now += 20 * 60_000;
    expect((await confirm(codeAt(begun.uri, now))).status).toBe(200);
    await cli('user reset-second-factor', { login: 'nadine' });
  });

  it('can be asked of everybody in the tenant', async () => {
    const { token } = await signIn('nadine');
    await cli('tenant setting', { name: 'secondFactorRequired', value: 'true' });
    expect(codeOf(await ask(paths.pull, token))).toBe('session.unfinished');
    const session = await signIn('nadine');
    expect(session.must).toEqual(['second-factor']);
    const begun = beginSecondFactorReply.parse(
      (await ask(accountPaths.beginSecondFactor, session.token, { password: PASSWORD })).body,
    );
    await ask(accountPaths.confirmSecondFactor, session.token, { code: codeAt(begun.uri, now) });
    expect(codeOf(await ask(paths.pull, session.token))).toBe('request.invalid');
    const removal = { password: PASSWORD, code: codeAt(begun.uri, now + 30_000) };
    expect(codeOf(await ask(accountPaths.removeSecondFactor, session.token, removal))).toBe(
      'second-factor.required',
    );
    await cli('tenant setting', { name: 'secondFactorRequired', value: 'false' });
    await cli('user reset-second-factor', { login: 'nadine' });
    await expect(cli('tenant setting', { name: 'leaseDays', value: '0' })).rejects.toMatchObject({
      code: 'setting.bad',
    });
    await expect(cli('tenant setting', { name: 'nonsense', value: '0' })).rejects.toMatchObject({
      code: 'setting.unknown',
    });
  });
});

describe('devices', () => {
  const devicesOf = async (token: string, of: 'me' | 'tenant') =>
    devicesReply.parse((await ask(accountPaths.devices, token, { of })).body).devices;

  it('are listed to their owner, and all of them to an administrator alone', async () => {
    const [nadine, birgit] = [await signIn('nadine'), await signIn('birgit')];
    const own = await devicesOf(nadine.token, 'me');
    expect(new Set(own.map(({ userName }) => userName))).toEqual(new Set(['Nadine Kröger']));
    expect(own.filter((device) => device.own)).toHaveLength(1);
    const refused = await ask(accountPaths.devices, nadine.token, { of: 'tenant' });
    expect([refused.status, codeOf(refused)]).toEqual([403, 'access.denied']);
    expect(await audited()).toContain(`access.denied ${rig.nadine.userId}`);
    const all = await devicesOf(birgit.token, 'tenant');
    expect(new Set(all.map(({ userId }) => userId))).toEqual(
      new Set([rig.nadine.userId, rig.birgit.userId, rig.mehmet.userId]),
    );
  });

  it('are taken away by their owner, by an administrator, by nobody else', async () => {
    const [nadine, other, birgit] = [await signIn('nadine'), await signIn('nadine'), await signIn('birgit')];
    const idOf = async (token: string) =>
      (await devicesOf(token, 'me')).find((device) => device.own)?.id ?? '';
    const [birgits, others] = [await idOf(birgit.token), await idOf(other.token)];
    expect(codeOf(await ask(accountPaths.revokeDevice, nadine.token, { id: birgits }))).toBe(
      'device.unknown',
    );
    expect((await ask(accountPaths.revokeDevice, nadine.token, { id: others })).status).toBe(204);
    expect(codeOf(await ask(accountPaths.standing, other.token))).toBe('session.revoked');
    const id = await idOf(nadine.token);
    expect((await ask(accountPaths.revokeDevice, birgit.token, { id })).status).toBe(204);
    expect(codeOf(await ask(accountPaths.standing, nadine.token))).toBe('session.revoked');
    expect(codeOf(await ask(accountPaths.revokeDevice, birgit.token, { id }))).toBe('device.unknown');
  });

  it.each([
    ['revoked', () => cli('user revoke', { login: 'nadine' }), 'session.revoked'],
    ['disabled', () => cli('user disable', { login: 'nadine' }), 'session.disabled'],
  ])(
    '%s from another process lose their open sockets at once, without waiting for a poll',
    async (_how, act, code) => {
      const { token } = await signIn('nadine');
      const socket = new WebSocket(`${rig.url.replace('http', 'ws')}${paths.hints}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      const closed: number[] = [];
      socket.on('close', (reason) => closed.push(reason));
      await new Promise((resolve) => socket.once('message', resolve));
      await act();
      await until(() => closed.length > 0);
      expect(closed).toEqual([4401]);
      expect(codeOf(await ask(accountPaths.standing, token))).toBe(code);
      await cli('user enable', { login: 'nadine' });
    },
  );

  it('are listed and taken away at the command line', async () => {
    await signIn('nadine', { device: 'Laptop Zweigstelle' });
    const line = (await cli('user devices', { login: 'nadine' }))
      .split('\n')
      .find((each) => each.includes('Laptop Zweigstelle'));
    const id = line?.split(' ')[0] ?? '';
    expect(await cli('user revoke', { login: 'nadine', device: id })).toBe('1 signed out.');
    await expect(cli('user revoke', { login: 'nadine', device: id })).rejects.toMatchObject({
      code: 'device.unknown',
    });
    await expect(cli('user devices', { login: 'niemand' })).rejects.toMatchObject({
      code: 'account.unknown',
    });
  });
});

describe('the audit log', () => {
  it('has sign-ins, failures and what administrators did, and no contents', async () => {
    const lines = await audited();
    for (const line of [
      `login ${rig.nadine.userId}`,
      'login.refused -',
      'login.paused -',
      `login.code-refused ${rig.nadine.userId}`,
      `recovery-code.used ${rig.nadine.userId}`,
      `second-factor.on ${rig.nadine.userId}`,
      'second-factor.off operator',
      `password.changed ${rig.mehmet.userId}`,
      'password.set operator',
      'account.created operator',
      'account.disabled operator',
      'account.enabled operator',
      'device.revoked operator',
      `device.revoked ${rig.birgit.userId}`,
      'setting.changed operator',
    ])
      expect(lines, line).toContain(line);
    const all = JSON.stringify(await runOn(rig.databaseUrl, 'SELECT * FROM audit_log'));
    for (const content of [PASSWORD, OTHER, 'falsch', 'erfunden']) expect(all).not.toContain(content);
    expect(await cli('audit show', { limit: '5' })).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  it('is added to, and by the centre never changed or deleted', async () => {
    for (const sql of [
      'DELETE FROM audit_log',
      `UPDATE audit_log SET what = 'login'`,
      'TRUNCATE audit_log',
    ]) {
      const refused = rig.centre.admin.inTenant('kv', (tx) => tx.query(sql));
      await expect(refused, sql).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('is pruned by the owner of the tables, one tenant at a time, which it tells', async () => {
    const count = async () =>
      (
        await runOn<{ slug: string; count: string }>(
          rig.databaseUrl,
          'SELECT slug, count(*) FROM audit_log JOIN tenant USING (tenant_id) GROUP BY slug ORDER BY slug',
        )
      ).map(({ slug, count: lines }) => [slug, Number(lines)]);
    const before = await count();
    now += 100 * 86_400_000;
    expect(await cli('audit prune', { 'keep-days': '90' })).toMatch(/^\d+ entries deleted\.$/);
    expect(await count()).toEqual([before[0], ['kv', 1]]);
    expect(await audited()).toContain('audit.pruned operator');
  });
});
