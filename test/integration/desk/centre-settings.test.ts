import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DeskStatus } from '#shared/ipc/status.ts';
import { PASSWORD, startRig } from '#test/integration/centre/rig.ts';
import type { Rig } from '#test/integration/centre/rig.ts';
import { until } from '#test/support/until.ts';
import { startTestDesk } from './test-desk.ts';
import type { TestDesk } from './test-desk.ts';

/* Which centre a desk believes, and whether what it has is what the centre has. */

const file = (name: string): string => fileURLToPath(new URL(`../../fixtures/tls/${name}`, import.meta.url));
const pem = (name: string): string => readFileSync(file(name), 'utf8');

let rig: Rig;
let url: string;
let desk: TestDesk;
beforeAll(async () => {
  rig = await startRig();
  const tls = { certFile: file('first.pem'), keyFile: file('first.key.pem') };
  const node = await rig.startNode({ tls });
  url = `https://localhost:${new URL(node.url).port}`;
});
afterAll(() => rig?.stop());
beforeEach(async () => {
  desk = await startTestDesk();
});
afterEach(() => desk.stop());

const signIn = (centre = url): Promise<unknown> =>
  desk.ask('session.signIn', { centre, tenant: 'kv', login: 'nadine', password: PASSWORD });
const believe = (ca: string): Promise<unknown> => desk.ask('settings.change', { centre: { ca } });
const status = (): Promise<DeskStatus> => desk.ask('session.status');
const isOnline = async (): Promise<boolean> => (await status()).centre.state === 'online';

describe('a centre with a certificate of a private authority', () => {
  it('is believed once the settings have the authority, also after a restart, and not a moment longer', async () => {
    await expect(signIn()).rejects.toMatchObject({ code: 'centre.certificate-unknown-ca' });
    await believe(pem('other-ca.pem'));
    await expect(signIn()).rejects.toMatchObject({ code: 'centre.certificate-unknown-ca' });
    await believe(pem('ca.pem'));
    await signIn();
    await until(isOnline);
    await desk.restart();
    await until(isOnline);
    // The link is made anew with what is believed now.
    await believe(pem('other-ca.pem'));
    await until(async () => (await status()).centre.state === 'untrusted');
    await believe(pem('ca.pem'));
    await until(isOnline);
  });

  it('is not one that nobody can read, and then nothing is changed', async () => {
    const broken = '-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n';
    await expect(believe(broken)).rejects.toMatchObject({ code: 'settings.bad-certificate' });
    await expect(believe(pem('first.key.pem'))).rejects.toMatchObject({ code: 'ipc.bad-arguments' });
    await expect(believe(pem('first.pem'))).rejects.toMatchObject({ code: 'settings.no-authority' });
    expect(await desk.ask('settings.get')).toMatchObject({ centre: { ca: '' } });
  });

  it('that the run was told of goes before the one of the settings', async () => {
    const told = await startTestDesk('--centre-ca', file('ca.pem'));
    await told.ask('settings.change', { centre: { ca: pem('other-ca.pem') } });
    await told.ask('session.signIn', { centre: url, tenant: 'kv', login: 'mehmet', password: PASSWORD });
    await told.stop();
  });
});

describe('a comparison with the centre', () => {
  it('is made when somebody asks for it, whenever the last one was', async () => {
    await signIn(rig.url);
    await until(async () => (await status()).centre.checked !== undefined);
    const before = (await status()).centre.checked?.at ?? 0;
    await desk.ask('session.compare');
    await until(async () => ((await status()).centre.checked?.at ?? 0) > before);
    expect((await status()).centre.checked).toMatchObject({ repaired: 0, differing: 0 });
  });

  it('is refused while there is no centre', async () => {
    await expect(desk.ask('session.compare')).rejects.toMatchObject({ code: 'centre.offline' });
  });
});
