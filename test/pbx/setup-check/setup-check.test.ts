import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createAmiSource } from '#main/telephony/ami/ami-source.ts';
import type { AmiSource } from '#main/telephony/ami/ami-source.ts';
import type { SetupFinding } from '#shared/calls/setup-finding.ts';
import { AmiTap } from '../ami-tap.ts';
import { startAsterisk } from '../asterisk/asterisk-server.ts';
import type { AsteriskServer } from '../asterisk/asterisk-server.ts';
import { ensureAsterisk } from '../asterisk/fetch-asterisk.ts';
import { startRig } from '../rig.ts';
import type { Rig } from '../rig.ts';

const READ = 'read = call,agent';
const WRITE = 'write = originate,reporting';
const VARIABLES = 'channelvars = DID,CALLERID(pres),CALLERID(dnid)';

/** Nobody listens there: a setup check must not need a phone. */
const NO_PHONES = { phones: { 201: 9, 202: 9, 203: 9 }, trunk: { host: '127.0.0.1', port: 9 } };

describe('the setup check on a real Asterisk', () => {
  let source: AmiSource | undefined;

  afterEach(async () => {
    await source?.stop();
    source = undefined;
  });

  async function linked({ amiPort, users }: AsteriskServer, user: string): Promise<AmiSource> {
    const made = createAmiSource({
      settings: {
        host: '127.0.0.1',
        port: amiPort,
        user,
        secret: users.minimal.secret,
        devices: ['PJSIP/201'],
        dialContext: 'internal',
      },
    });
    source = made;
    await new Promise<void>((resolve, reject) => {
      made.onState((state) => {
        if (state.stage === 'ready') resolve();
        if (state.stage === 'refused') reject(new Error(state.cause.detail));
      });
      made.start();
    });
    return made;
  }

  const not = (wanted: SetupFinding['state'], found: readonly SetupFinding[]): readonly string[] =>
    found
      .filter(({ state }) => state === wanted)
      .map(({ item, section, line }) => `${item}: ${section} ${line}`);

  describe('with the channel variables', () => {
    let rig: Rig;
    beforeAll(async () => {
      rig = await startRig();
    });
    afterEach(() => rig.reset());
    afterAll(() => rig?.stop());

    it('finds nothing missing with the smallest rights, and rings nothing', async () => {
      const tap = await AmiTap.connect(rig.asterisk.amiPort, rig.asterisk.users.full);
      const found = await (await linked(rig.asterisk, 'ctimin')).checkSetup();
      // What the desk has heard the witness may hear a moment later.
      await tap.waitFor(0, ['Newchannel', { Channel: /;2$/ }]);
      await tap.waitQuiet();
      tap.close();
      expect(not('missing', found)).toEqual([]);
      expect(not('unproved', found)).toEqual([`read.agent: [ctimin] ${READ}`]);
      const channels = tap.events.filter((event) => event['Event'] === 'Newchannel');
      expect(channels.map((event) => event['Channel']?.replace(/-\w+;/, ';'))).toEqual([
        'Local/s@rufblatt-setup-check;1',
        'Local/s@rufblatt-setup-check;2',
      ]);
    });

    it('tells whether calls may be acted on, which nobody must be allowed', async () => {
      const line = 'write.call: [ctimin] write = originate,reporting,call';
      expect(not('optional', await (await linked(rig.asterisk, 'ctimin')).checkSetup())).toEqual([line]);
      await source?.stop();
      const found = await (await linked(rig.asterisk, 'cticall')).checkSetup();
      expect(not('optional', found)).toEqual([]);
      expect(not('missing', found)).toEqual([]);
    });

    it.each([
      ['without-call', [`read.call: [without-call] ${READ}`]],
      ['without-originate', [`write.originate: [without-originate] ${WRITE}`]],
      ['without-reporting', [`write.reporting: [without-reporting] ${WRITE}`]],
    ])('%s: names the right and its line', async (user, missing) => {
      const found = await (await linked(rig.asterisk, user)).checkSetup();
      expect(not('missing', found)).toEqual(missing);
    });

    it('cannot prove what nobody may be asked: without the right to originate a channel must come by itself', async () => {
      const ami = await linked(rig.asterisk, 'without-originate');
      const unproved = async (): Promise<readonly string[]> =>
        (await ami.checkSetup()).filter(({ state }) => state === 'unproved').map(({ item }) => item);
      expect(await unproved()).toEqual([
        'read.call',
        'read.agent',
        'channelvars.did',
        'channelvars.presentation',
        'channelvars.dnid',
      ]);
      // A queue call shows both classes and the variables.
      rig.trunk.call({ to: '496213456200', from: '493023125247', name: 'Ute Sander' });
      await rig.phones[201].waitRinging();
      await ami.drained();
      expect(await unproved()).toEqual([]);
    });

    it('without-agent: still unproved after a queue call, nothing else is', async () => {
      const ami = await linked(rig.asterisk, 'without-agent');
      rig.trunk.call({ to: '496213456200', from: '493023125247', name: 'Ute Sander' });
      await rig.phones[201].waitRinging();
      await ami.drained();
      const found = await ami.checkSetup();
      expect(not('unproved', found)).toEqual([`read.agent: [without-agent] ${READ}`]);
      expect(not('missing', found)).toEqual([]);
    });
  });

  describe('without some of them', () => {
    let asterisk: AsteriskServer;
    beforeAll(async () => {
      asterisk = await startAsterisk({ bundle: await ensureAsterisk(), ...NO_PHONES, channelVars: 'DID' });
    });
    afterAll(() => asterisk?.stop());

    it('names each and the line of [general]', async () => {
      const found = await (await linked(asterisk, 'ctimin')).checkSetup();
      expect(not('missing', found)).toEqual([
        `channelvars.presentation: [general] ${VARIABLES}`,
        `channelvars.dnid: [general] ${VARIABLES}`,
      ]);
    });
  });
});
