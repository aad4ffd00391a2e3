import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FREE_FAILURES } from '#server/auth/login-failures.ts';
import { PASSWORD_COST } from '#server/auth/password.ts';
import { SESSION_ABSOLUTE_MS, SESSION_IDLE_MS } from '#server/auth/sessions.ts';
import { loginReply, paths } from '#shared/sync/protocol.ts';
import { runOn } from '#test/support/postgres.ts';
import { PASSWORD, startRig } from './rig.ts';
import type { Rig } from './rig.ts';
import { codeOf, post } from './test-desk.ts';
import type { Answer } from './test-desk.ts';

let rig: Rig;
let now = Date.now();

beforeAll(async () => {
  rig = await startRig({ clock: { now: () => now }, passwordCost: PASSWORD_COST });
});
afterAll(() => rig?.stop());

const login = (more: object = {}): Promise<Answer> =>
  post(rig.url, paths.login, { tenant: 'kv', login: 'nadine', password: PASSWORD, device: 'PC', ...more });
const pull = (token: string): Promise<Answer> => post(rig.url, paths.pull, {}, token);

describe('login', () => {
  it('tells who signed in, whatever the case of tenant and login', async () => {
    const answer = await login({ tenant: ' KV ', login: 'Nadine ' });
    expect(answer.status).toBe(200);
    const reply = loginReply.parse(answer.body);
    expect(reply).toMatchObject({
      userId: rig.nadine.userId,
      userName: 'Nadine Kröger',
      roles: ['agent'],
      demo: true,
    });
  });

  it.each([
    ['a wrong password', { password: 'falsch-falsch' }],
    ['an unknown login', { login: 'niemand' }],
    ['an unknown tenant', { tenant: 'nirgends' }],
    ['a login of another tenant', { tenant: 'fremd' }],
  ])('gives %s the same answer', async (_what, more) => {
    const answer = await login(more);
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual({
      error: { code: 'login.refused', message: 'unknown tenant or login, or wrong password', params: {} },
    });
  });

  it('keeps neither token nor password', async () => {
    const { token } = loginReply.parse((await login()).body);
    const stored = JSON.stringify([
      await runOn(rig.databaseUrl, `SELECT encode(token_hash, 'escape') AS token, device FROM session`),
      await runOn(rig.databaseUrl, 'SELECT password_hash FROM account'),
    ]);
    expect(stored).not.toContain(token);
    expect(stored).not.toContain(PASSWORD);
    expect(stored).toContain('$argon2id$v=19$m=65536,t=3,p=1$');
  });

  it('lets an account rest after failures in a row, also one that does not exist, and not for ever', async () => {
    for (const who of ['birgit', 'niemand-da']) {
      for (let failure = 0; failure < FREE_FAILURES; failure += 1)
        await login({ login: who, password: 'falsch-falsch' });
      const resting = await login({ login: who });
      expect([resting.status, codeOf(resting)]).toEqual([429, 'login.too-many']);
    }
    now += 5000;
    expect((await login({ login: 'birgit' })).status).toBe(200);
    expect((await login({ login: 'birgit', password: 'falsch-falsch' })).status).toBe(401);
  });

  it('refuses a disabled account, and its sessions end at once', async () => {
    const { token } = loginReply.parse((await login({ login: 'mehmet' })).body);
    await rig.centre.admin.setDisabled('kv', rig.mehmet.userId, true);
    expect(codeOf(await pull(token))).toBe('session.disabled');
    expect(codeOf(await login({ login: 'mehmet' }))).toBe('login.refused');
    await rig.centre.admin.setDisabled('kv', rig.mehmet.userId, false);
    // Opened again, the account is; what was open on some laptop is not.
    expect(codeOf(await pull(token))).toBe('session.ended');
    const again = loginReply.parse((await login({ login: 'mehmet' })).body);
    await rig.centre.admin.setDisabled('kv', rig.mehmet.userId, false);
    expect(codeOf(await pull(again.token))).toBe('request.invalid');
  });
});

describe('a session', () => {
  it('ends with the logout', async () => {
    const { token } = loginReply.parse((await login()).body);
    expect((await post(rig.url, paths.logout, {}, token)).status).toBe(204);
    expect(codeOf(await pull(token))).toBe('session.ended');
  });

  it('ends when it is idle for too long, and after the absolute time however busy it is', async () => {
    const idle = loginReply.parse((await login()).body).token;
    const busy = loginReply.parse((await login()).body).token;
    const end = now + SESSION_ABSOLUTE_MS;
    const step = SESSION_IDLE_MS - 1000;
    while (now + step < end) {
      now += step;
      // The body is refused, the session is not.
      expect(codeOf(await pull(busy))).toBe('request.invalid');
    }
    expect(codeOf(await pull(idle))).toBe('session.ended');
    now = end;
    expect(codeOf(await pull(busy))).toBe('session.ended');
  });

  it.each(['', 'x', 'A'.repeat(64), 'Ä'.repeat(64), `${'A'.repeat(63)}=`])(
    'is not opened by %j',
    async (token) => {
      const answer = await fetch(new URL(paths.pull, rig.url), {
        method: 'POST',
        headers: {
          authorization: Buffer.from(`Bearer ${token}`).toString('latin1'),
          'content-type': 'application/json',
        },
        body: '{}',
      });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    },
  );
});

describe('accounts', () => {
  it('need a password of eight characters and a login of their own', async () => {
    const user = { tenant: 'kv', login: 'neu', name: 'Neu', roles: ['agent' as const] };
    await expect(rig.centre.admin.createUser({ ...user, password: 'sieben7' })).rejects.toMatchObject({
      code: 'password.too-short',
    });
    await expect(
      rig.centre.admin.createUser({ ...user, login: 'NADINE', password: PASSWORD }),
    ).rejects.toMatchObject({ code: 'account.login-taken' });
    await expect(rig.centre.admin.createTenant({ slug: 'kv', name: 'noch eins' })).rejects.toMatchObject({
      code: 'tenant.exists',
    });
  });
});
