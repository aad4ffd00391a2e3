import { setTimeout as delay } from 'node:timers/promises';
import { AmiTap } from './ami-tap.ts';
import { startAsterisk } from './asterisk/asterisk-server.ts';
import type { AsteriskServer } from './asterisk/asterisk-server.ts';
import { ensureAsterisk } from './asterisk/fetch-asterisk.ts';
import { choosePorts } from './asterisk/ports.ts';
import { SipPhone } from './sip/phone.ts';
import { SipTrunk } from './sip/trunk.ts';
import { NotInTimeError, PATIENCE_MS } from './waiting.ts';

/** A real Asterisk with everything around it scripted: three desk phones and the public network. */
export type Rig = {
  readonly asterisk: AsteriskServer;
  readonly trunk: SipTrunk;
  readonly phones: { readonly 201: SipPhone; readonly 202: SipPhone; readonly 203: SipPhone };
  /** Ends all calls, sets all phones back to ringing, resolves when Asterisk has no channel left. For `afterEach`. */
  reset(): Promise<void>;
  stop(): Promise<void>;
};

/** Fetches Asterisk if need be and starts it. @throws NoAsteriskError when it could not be had. */
export async function startRig(): Promise<Rig> {
  const bundle = await ensureAsterisk();
  const ports = await choosePorts();
  const pbx = { host: '127.0.0.1', port: ports.sip };
  const [trunk, phone201, phone202, phone203] = await Promise.all([
    SipTrunk.open(pbx),
    SipPhone.open('201', pbx),
    SipPhone.open('202', pbx),
    SipPhone.open('203', pbx),
  ]);
  const phones = { 201: phone201, 202: phone202, 203: phone203 };
  const agents = [trunk, phone201, phone202, phone203];
  const asterisk = await startAsterisk({
    bundle,
    ports,
    trunk: trunk.address,
    phones: { 201: phone201.address.port, 202: phone202.address.port, 203: phone203.address.port },
  }).catch(async (error: unknown) => {
    await Promise.all(agents.map((agent) => agent.close()));
    throw error;
  });

  return {
    asterisk,
    trunk,
    phones,
    async reset() {
      for (const agent of agents) agent.dropCalls();
      await untilNoChannels(asterisk);
    },
    async stop() {
      await Promise.all(agents.map((agent) => agent.close()));
      await asterisk.stop();
    },
  };
}

/** Local channels and parked callers may outlive the phones' calls: what is still there is hung up, then awaited. */
async function untilNoChannels(asterisk: AsteriskServer): Promise<void> {
  const tap = await AmiTap.connect(asterisk.amiPort, asterisk.users.full);
  try {
    await tap.action({ Action: 'Hangup', Channel: '/^.*$/', Cause: '16' });
    const deadline = Date.now() + PATIENCE_MS;
    for (let list = await listChannels(tap); list.length > 0; list = await listChannels(tap)) {
      if (Date.now() > deadline) throw new NotInTimeError(`Asterisk keeps ${list.join(', ')}`);
      await delay(20);
    }
  } finally {
    tap.close();
  }
}

async function listChannels(tap: AmiTap): Promise<string[]> {
  const mark = tap.mark();
  await tap.action({ Action: 'CoreShowChannels' });
  await tap.waitFor(mark, ['CoreShowChannelsComplete']);
  const rows = tap.events.slice(mark).filter((event) => event['Event'] === 'CoreShowChannel');
  return rows.map((row) => row['Channel'] ?? '');
}
