import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TOTP } from 'otpauth';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { authCommands } from '#server/auth/operator-commands.ts';
import { providerCommands } from '#server/auth/provider/operator-commands.ts';
import { browserPaths } from '#shared/auth/browser-protocol.ts';
import type { Device } from '#shared/auth/protocol.ts';
import type { PartyHit } from '#shared/features/parties/contract.ts';
import type { Lock } from '#shared/ipc/account-contract.ts';
import type { Session } from '#shared/ipc/core-contracts.ts';
import type { DeskStatus } from '#shared/ipc/status.ts';
import { operate } from '#test/integration/centre/operate.ts';
import { PASSWORD, startRig } from '#test/integration/centre/rig.ts';
import type { Rig } from '#test/integration/centre/rig.ts';
import { newId, person } from '#test/integration/centre/test-desk.ts';
import { startOidcHouse } from '#test/support/oidc-house.ts';
import { startTcpProxy } from '#test/support/tcp-proxy.ts';
import { until } from '#test/support/until.ts';
import { startTestDesk } from './test-desk.ts';
import type { TestDesk } from './test-desk.ts';

/* What becomes of a desk when accounts, devices or keys do not stay as they were; on a real centre. */

let rig: Rig;
let desk: TestDesk;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig?.stop());
beforeEach(async () => {
  desk = await startTestDesk();
});
afterEach(() => desk.stop());

const cli = (name: string, flags: Record<string, string | boolean>, secret = ''): Promise<string> =>
  operate(rig, [...authCommands, ...providerCommands], name, { tenant: 'kv', ...flags }, secret);
const signIn = (login: string, more: object = {}, centre = rig.url): Promise<Session> =>
  desk.ask<Session>('session.signIn', { centre, tenant: 'kv', login, password: PASSWORD, ...more });
const current = (): Promise<Session | null> => desk.ask('session.current');
const lock = (): Promise<Lock | null> => desk.ask('account.lock');
const status = (): Promise<DeskStatus> => desk.ask('session.status');
const online = (): Promise<void> =>
  until(async () => {
    const { centre } = await status();
    return centre.state === 'online' && centre.pending === 0;
  });
const addParty = (name: string): Promise<unknown> =>
  desk.ask('commands.run', { name: 'party.create', args: person(name, newId()) });
const names = async (): Promise<readonly string[]> =>
  (await desk.ask<readonly PartyHit[]>('parties.search', { text: '', limit: 100 })).map(({ name }) => name);

describe('somebody whose password an administrator has set', () => {
  it('sees nothing of the desk before it is changed, and everything afterwards', async () => {
    await signIn('birgit');
    await online();
    await addParty('Vor dem Wechsel');
    await online();
    await cli('user password', { login: 'birgit' }, 'Vom Admin gesetzt');
    await until(async () => (await current()) === null);
    expect(await lock()).toMatchObject({ reason: 'revoked', userName: 'Birgit Hoffmann' });
    expect(await signIn('birgit', { password: 'Vom Admin gesetzt' })).toMatchObject({ must: ['password'] });
    await expect(names()).rejects.toMatchObject({ code: 'session.unfinished' });
    await expect(addParty('x')).rejects.toMatchObject({ code: 'session.unfinished' });
    expect((await status()).centre.state).toBe('signed-out');
    await desk.ask('account.changePassword', { old: 'Vom Admin gesetzt', password: PASSWORD });
    expect((await current())?.must).toBeUndefined();
    await online();
    expect(await names()).toContain('Vor dem Wechsel');
  });
});

describe('a second factor', () => {
  it('is set up in the app, asked for at the sign-in, and turned off', async () => {
    await signIn('mehmet');
    const { uri, qr } = await desk.ask<{ uri: string; qr: string }>('account.beginSecondFactor', {
      password: PASSWORD,
    });
    expect(qr).toMatch(/^<svg /);
    const totp = new TOTP({ secret: new URL(uri).searchParams.get('secret') ?? '' });
    const { recoveryCodes } = await desk.ask<{ recoveryCodes: readonly string[] }>(
      'account.confirmSecondFactor',
      {
        code: totp.generate(),
      },
    );
    await desk.ask('account.finish');
    await desk.ask('session.signOut');
    await expect(signIn('mehmet')).rejects.toMatchObject({ code: 'login.code-needed' });
    expect(await signIn('mehmet', { code: recoveryCodes[0] })).toMatchObject({ userName: 'Mehmet Yıldız' });
    expect(await desk.ask('account.secondFactor')).toEqual({ on: true, required: false, recoveryCodes: 9 });
    await desk.ask('account.removeSecondFactor', { password: PASSWORD, code: recoveryCodes[1] });
    expect(await desk.ask('account.secondFactor')).toMatchObject({ on: false });
  });
});

describe('a device that is taken away', () => {
  it('locks at its next contact, says why, and keeps the unsent work for the same person', async () => {
    const line = await startTcpProxy(rig.url);
    try {
      await signIn('nadine', {}, line.url);
      await online();
      const devices = await desk.ask<readonly Device[]>('account.devices', { of: 'me' });
      expect(devices.filter(({ own }) => own)).toHaveLength(1);
      line.cut();
      await addParty('Ungesendet');
      await cli('user revoke', { login: 'nadine' });
      // Out of reach it works on: the lease is what ends that.
      expect(await names()).toContain('Ungesendet');
      line.join();
      await until(async () => (await current()) === null);
      expect(await lock()).toMatchObject({ reason: 'revoked', userName: 'Nadine Kröger', pending: 1 });
      await expect(names()).rejects.toMatchObject({ code: 'session.none' });
      await desk.restart();
      expect(await lock()).toMatchObject({ reason: 'revoked', pending: 1 });
      await signIn('nadine', {}, line.url);
      expect(await lock()).toBeNull();
      await online();
      expect(await names()).toContain('Ungesendet');
    } finally {
      await line.stop();
    }
  });
});

describe('a weak keychain', () => {
  it('is refused where the tenant asks for a real one', async () => {
    await cli('tenant setting', { name: 'weakKeychain', value: 'refuse' });
    await expect(signIn('nadine')).rejects.toMatchObject({ code: 'session.weak-keychain' });
    expect(await current()).toBeNull();
    await cli('tenant setting', { name: 'weakKeychain', value: 'warn' });
    await signIn('nadine');
  });
});

describe('a lost key', () => {
  it('costs neither the unsent work nor a double of what was sent: the replica goes aside, all is synced anew', async () => {
    const line = await startTcpProxy(rig.url);
    try {
      await signIn('nadine', {}, line.url);
      await online();
      await addParty('Schon gesendet');
      await online();
      line.cut();
      await addParty('Noch nicht gesendet');
      const sealed = (): string[] => readdirSync(desk.dataDir).filter((name) => name.endsWith('.sealed'));
      await until(() => sealed().length === 1);
      const copy = readFileSync(join(desk.dataDir, sealed()[0] ?? ''));
      expect(copy.includes('Noch nicht gesendet')).toBe(false);

      await desk.restart(() => writeFileSync(join(desk.dataDir, 'replica.key'), 'not a key'));
      expect(await current()).toBeNull();
      expect(await lock()).toMatchObject({ reason: 'key-lost' });
      expect(readdirSync(desk.dataDir).some((name) => name.startsWith('lost-'))).toBe(true);
      line.join();
      // A colleague in between neither sees nor spoils it.
      await signIn('mehmet');
      await online();
      expect(await names()).not.toContain('Noch nicht gesendet');
      await desk.ask('session.signOut');
      await desk.restart(() => rmSync(join(desk.dataDir, 'replica.key')));
      await signIn('nadine');
      await online();
      const found = await names();
      for (const name of ['Schon gesendet', 'Noch nicht gesendet'])
        expect(found.filter((each) => each === name)).toEqual([name]);
      await until(() => sealed().length === 0);
    } finally {
      await line.stop();
    }
  });

  it('leaves no name in any file of the profile that can be read', async () => {
    await signIn('nadine');
    await online();
    const secret = `Geheimkunde ${createHash('sha256').update('x').digest('hex').slice(0, 8)}`;
    await addParty(secret);
    for (const name of readdirSync(desk.dataDir)) {
      const bytes = readFileSync(join(desk.dataDir, name));
      expect(bytes.includes(secret), name).toBe(false);
      expect(bytes.includes(Buffer.from(secret, 'utf16le')), name).toBe(false);
    }
  });
});

describe('signing in with another house’s account', () => {
  it('goes by the browser and comes back to this desk', async () => {
    const house = await startOidcHouse(new URL(browserPaths.callback, rig.url).href, (subject) => ({
      email: `${subject}@kv.example`,
      email_verified: true,
    }));
    try {
      const provider = { issuer: house.issuer, 'client-id': house.clientId, 'allow-private': true };
      await cli('provider set', provider, house.clientSecret);
      await cli('user link', { login: 'nadine', subject: 'n.kroeger' });
      const where = { centre: rig.url, tenant: 'kv' };
      expect(await desk.ask('account.provider', where)).toEqual({ name: new URL(house.issuer).host });
      const { address } = await desk.ask<{ address: string }>('account.signInByBrowser', where);
      const back = await house.browse(address, 'n.kroeger');
      expect((await fetch(back)).status).toBe(200);
      expect(await current()).toMatchObject({ userName: 'Nadine Kröger' });
      await online();
      // The listener is gone with the first use.
      await expect(fetch(back)).rejects.toThrow();
    } finally {
      await house.stop();
    }
  });
});
