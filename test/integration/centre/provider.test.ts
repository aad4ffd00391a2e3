import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { providerCommands } from '#server/auth/provider/operator-commands.ts';
import { browserPaths, browserStartReply } from '#shared/auth/browser-protocol.ts';
import { accountPaths } from '#shared/auth/protocol.ts';
import { loginReply } from '#shared/sync/protocol.ts';
import { startOidcHouse } from '#test/support/oidc-house.ts';
import type { OidcHouse } from '#test/support/oidc-house.ts';
import { runOn } from '#test/support/postgres.ts';
import { operate } from './operate.ts';
import { startRig } from './rig.ts';
import type { Rig } from './rig.ts';
import { codeOf, post } from './test-desk.ts';

/* Signing in with another house's account: a real OpenID provider, a real centre, a browser made of fetch. */

let rig: Rig;
let house: OidcHouse;
let now = Date.now();
beforeAll(async () => {
  rig = await startRig({ clock: { now: () => now } });
  house = await startOidcHouse(new URL(browserPaths.callback, rig.url).href, (subject) => ({
    email: `${subject}@kv.example`,
    email_verified: subject !== 'unbestaetigt',
  }));
});
afterAll(async () => {
  await rig?.stop();
  await house?.stop();
});

const cli = (name: string, flags: Record<string, string | boolean>): Promise<string> =>
  operate(rig, providerCommands, name, { tenant: 'kv', ...flags }, house.clientSecret);
const setProvider = (more: Record<string, string | boolean> = {}): Promise<string> =>
  cli('provider set', { issuer: house.issuer, 'client-id': house.clientId, 'allow-private': true, ...more });

const RETURN = 'http://127.0.0.1:1/signed-in';
const newVerifier = (): string => randomBytes(32).toString('base64url');
const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

const start = (verifier: string, more: object = {}) =>
  post(rig.url, browserPaths.start, {
    tenant: 'kv',
    device: 'PC',
    challenge: challengeOf(verifier),
    returnTo: RETURN,
    ...more,
  });
/** @returns the one-time code the desk gets, null where the sign-in was refused */
async function signInAs(subject: string, verifier: string): Promise<string | null> {
  const { address } = browserStartReply.parse((await start(verifier)).body);
  return (await house.browse(address, subject)).searchParams.get('code');
}
const finish = (code: string | null, verifier: string, tenant = 'kv') =>
  post(rig.url, browserPaths.finish, { tenant, code, verifier });

describe('a tenant without a provider', () => {
  it('says so', async () => {
    const asked = await post(rig.url, browserPaths.provider, { tenant: 'kv' });
    expect(asked.body).toEqual({ name: null });
    expect((await post(rig.url, browserPaths.provider, { tenant: 'nirgends' })).body).toEqual({ name: null });
    expect(codeOf(await start(newVerifier()))).toBe('provider.none');
  });
});

describe('a provider in a private network', () => {
  it('is not asked unless the operator allows it', async () => {
    await expect(cli('provider set', { issuer: house.issuer, 'client-id': 'x' })).rejects.toMatchObject({
      code: 'outgoing.insecure',
    });
    await cli('provider set', { issuer: 'https://127.0.0.1:1', 'client-id': 'x' });
    expect(codeOf(await start(newVerifier()))).toBe('outgoing.private');
  });
});

describe('signing in at the other house', () => {
  it('opens a session for whom an administrator has linked, by the subject', async () => {
    await setProvider();
    expect((await post(rig.url, browserPaths.provider, { tenant: 'kv' })).body).toEqual({
      name: new URL(house.issuer).host,
    });
    await cli('user link', { login: 'nadine', subject: 'n.kroeger' });
    const verifier = newVerifier();
    const code = await signInAs('n.kroeger', verifier);
    const session = loginReply.parse((await finish(code, verifier)).body);
    expect(session).toMatchObject({ userId: rig.nadine.userId, must: [] });
    expect((await post(rig.url, accountPaths.standing, {}, session.token)).status).toBe(200);
    // Once.
    expect(codeOf(await finish(code, verifier))).toBe('provider.failed');
  });

  it('opens nothing for anybody else, verified address or not', async () => {
    const verifier = newVerifier();
    expect(await signInAs('fremd', verifier)).toBeNull();
    await cli('user link', { login: 'mehmet', mail: 'mehmet@kv.example' });
    expect(await signInAs('mehmet', verifier)).toBeNull();
  });

  it('links by a verified address once, where the tenant wants that', async () => {
    await setProvider({ 'link-by-mail': true });
    await cli('user link', { login: 'birgit', mail: 'unbestaetigt@kv.example' });
    const verifier = newVerifier();
    expect(await signInAs('unbestaetigt', verifier)).toBeNull();
    const session = loginReply.parse((await finish(await signInAs('mehmet', verifier), verifier)).body);
    expect(session.userId).toBe(rig.mehmet.userId);
    const links = await runOn<{ subject: string; user_id: string }>(
      rig.databaseUrl,
      'SELECT subject, user_id FROM user_identity ORDER BY subject',
    );
    expect(links).toEqual([
      { subject: 'mehmet', user_id: rig.mehmet.userId },
      { subject: 'n.kroeger', user_id: rig.nadine.userId },
    ]);
  });

  it('gives the code only to the desk that began, at the tenant it began with, in time', async () => {
    const verifier = newVerifier();
    expect(codeOf(await finish(await signInAs('n.kroeger', verifier), newVerifier()))).toBe(
      'provider.failed',
    );
    expect(codeOf(await finish(await signInAs('n.kroeger', verifier), verifier, 'fremd'))).toBe(
      'provider.failed',
    );
    const late = await signInAs('n.kroeger', verifier);
    now += 11 * 60_000;
    expect(codeOf(await finish(late, verifier))).toBe('provider.failed');
  });

  it('returns to the machine that began and nowhere else', async () => {
    for (const returnTo of [
      'https://evil.example/signed-in',
      'http://127.0.0.1.evil.example:1/signed-in',
      'http://127.0.0.1:1/x',
    ])
      expect(codeOf(await start(newVerifier(), { returnTo }))).toBe('request.invalid');
  });

  it('takes a callback once, and none it has not begun', async () => {
    const verifier = newVerifier();
    const { address } = browserStartReply.parse((await start(verifier)).body);
    const state = new URL(address).searchParams.get('state') ?? '';
    const callback = (query: string): Promise<Response> =>
      fetch(new URL(`${browserPaths.callback}?${query}`, rig.url), { redirect: 'manual' });
    expect((await callback('code=x&state=erfunden')).status).toBe(400);
    const first = await callback(`code=falsch&state=${state}`);
    expect([first.status, first.headers.get('location')]).toEqual([303, RETURN]);
    expect((await callback(`code=falsch&state=${state}`)).status).toBe(400);
  });

  it('does not open a disabled account, and is written down', async () => {
    await rig.centre.admin.setDisabled('kv', rig.nadine.userId, true);
    const verifier = newVerifier();
    expect(codeOf(await finish(await signInAs('n.kroeger', verifier), verifier))).toBe('provider.failed');
    await rig.centre.admin.setDisabled('kv', rig.nadine.userId, false);
    const audit = await runOn<{ what: string }>(rig.databaseUrl, 'SELECT what FROM audit_log');
    const what = new Set(audit.map((entry) => entry.what));
    for (const event of ['provider.changed', 'account.linked', 'login', 'login.refused'])
      expect(what).toContain(event);
  });
});
