import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PartyHit } from '#shared/features/parties/contract.ts';
import type { DeskStatus } from '#shared/ipc/status.ts';
import { createNewId } from '#shared/kernel/ids.ts';
import { PASSWORD, startRig } from '#test/integration/centre/rig.ts';
import type { Rig, TestUser } from '#test/integration/centre/rig.ts';
import { startTcpProxy } from '#test/support/tcp-proxy.ts';
import { until } from '#test/support/until.ts';
import { startTestDesk } from './test-desk.ts';
import type { TestDesk } from './test-desk.ts';

/* Who may see and do what at one desk, on the real centre. */

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

const signIn = ({ tenant, login }: TestUser, centre = rig.url): Promise<unknown> =>
  desk.ask('session.signIn', { centre, tenant, login, password: PASSWORD });
const signOut = (): Promise<unknown> => desk.ask('session.signOut');
const status = (): Promise<DeskStatus> => desk.ask('session.status');
const online = (): Promise<void> =>
  until(async () => {
    const { centre } = await status();
    return centre.state === 'online' && centre.pending === 0;
  });
const newId = createNewId({ now: () => Date.now() }, (length) => randomBytes(length));
const addParty = (name: string): Promise<unknown> =>
  desk.ask('commands.run', {
    name: 'party.create',
    args: {
      id: newId(),
      kind: 'person',
      status: 'customer',
      name,
      sortName: name,
      customerNo: null,
      street: null,
      postalCode: null,
      city: null,
      note: '',
      contacts: [],
    },
  });
const names = async (): Promise<readonly string[]> =>
  (await desk.ask<readonly PartyHit[]>('parties.search', { text: '', limit: 100 })).map(({ name }) => name);

describe('a desk', () => {
  it('knows nobody at first, and takes no work from nobody', async () => {
    expect(await desk.ask('session.current')).toBeNull();
    expect(await status()).toMatchObject({
      pbx: { state: 'off' },
      centre: { state: 'signed-out', pending: 0 },
      keyStrength: 'file',
    });
    await expect(addParty('x')).rejects.toMatchObject({ code: 'session.none' });
    await expect(desk.ask('wrap-up.open')).rejects.toMatchObject({ code: 'session.none' });
  });

  it('is signed in, remembers the centre, and is still after a restart', async () => {
    expect(await signIn(rig.nadine)).toMatchObject({ userName: 'Nadine Kröger', roles: ['agent'] });
    await online();
    await addParty('Vor dem Neustart');
    await desk.restart();
    expect(await desk.ask('session.current')).toMatchObject({ userName: 'Nadine Kröger' });
    expect(await desk.ask('settings.get')).toMatchObject({ centre: { url: rig.url } });
    expect(await names()).toContain('Vor dem Neustart');
    await online();
  });

  it('refuses a wrong password and stays nobody’s', async () => {
    const wrong = { centre: rig.url, tenant: 'kv', login: 'nadine', password: 'falsch-falsch' };
    await expect(desk.ask('session.signIn', wrong)).rejects.toMatchObject({ code: 'login.refused' });
    await expect(
      desk.ask('session.signIn', { ...wrong, centre: 'http://127.0.0.1:1' }),
    ).rejects.toMatchObject({ code: 'centre.offline' });
    await expect(
      desk.ask('session.signIn', { ...wrong, centre: 'http://centre.example' }),
    ).rejects.toMatchObject({ code: 'centre.insecure' });
    expect(await desk.ask('session.current')).toBeNull();
    expect((await desk.ask<{ readonly centre: object }>('settings.get')).centre).toEqual({
      url: null,
      ca: '',
    });
  });

  it('of one tenant is closed to every other: no session, no row, no command', async () => {
    await signIn(rig.nadine);
    await online();
    await addParty('Nur für Lindental');
    await online();
    await signOut();
    await expect(signIn(rig.olga)).rejects.toMatchObject({ code: 'replica.other-tenant' });
    expect(await desk.ask('session.current')).toBeNull();
    await expect(names()).rejects.toMatchObject({ code: 'session.none' });
    await expect(addParty('Fremd')).rejects.toMatchObject({ code: 'session.none' });
    await signIn(rig.nadine);
    expect(await names()).toContain('Nur für Lindental');
  });

  it('is handed over to a colleague, but not while work of the one before waits to be sent', async () => {
    await signIn(rig.nadine);
    await online();
    await addParty('Angekommen');
    await online();
    await signOut();
    await signIn(rig.mehmet);
    await online();
    expect(await names()).toContain('Angekommen');
    await signOut();

    const line = await startTcpProxy(rig.url);
    await signIn(rig.mehmet, line.url);
    await online();
    line.cut();
    await addParty('Noch hier');
    await signOut();
    expect((await status()).centre.pending).toBe(1);
    await expect(signIn(rig.nadine)).rejects.toMatchObject({
      code: 'replica.unsent-work',
      params: { userId: rig.mehmet.userId },
    });
    await line.stop();
    await signIn(rig.mehmet);
    await online();
    await signOut();
    await signIn(rig.nadine);
    expect(await names()).toContain('Noch hier');
  });
});

describe('a desk that signs in by itself', () => {
  it('does so once, with the password from a file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rufblatt-kiosk-'));
    await writeFile(join(folder, 'password'), `${PASSWORD}\n`);
    const flags = [
      '--centre',
      rig.url,
      '--sign-in',
      'kv/mehmet',
      '--password-file',
      join(folder, 'password'),
    ];
    const kiosk = await startTestDesk(...flags);
    expect(await kiosk.ask('session.current')).toMatchObject({ userName: 'Mehmet Yıldız' });
    await rm(folder, { recursive: true });
    await kiosk.stop();
  });

  it.each([
    ['without a centre', ['--sign-in', 'kv/x', '--password-file', '/dev/null'], 'options.bad'],
    [
      'with a password file that is not there',
      ['--centre', 'http://127.0.0.1:1', '--sign-in', 'kv/x', '--password-file', '/nowhere'],
      'options.bad',
    ],
    ['with a secret file that is not there', ['--ami-secret-file', '/nowhere'], 'options.bad'],
  ] as const)('%s says what is wrong', async (_how, flags, code) => {
    await expect(startTestDesk(...flags)).rejects.toMatchObject({ code });
  });
});
