import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { createAmiSource } from '#main/telephony/ami/ami-source.ts';
import type { AmiSource } from '#main/telephony/ami/ami-source.ts';
import type { CallEvent } from '#shared/calls/call-event.ts';
import type { SourceTrace } from '#shared/calls/call-trace.ts';
import type { ExtensionPresence } from '#shared/calls/presence.ts';
import { startRig } from '../rig.ts';
import type { Rig } from '../rig.ts';
import { PATIENCE_MS } from '../waiting.ts';

/** The hints of a real Asterisk: whether colleagues talk, seen from the desk of 203 with the smallest rights. */

const FROM = '493023125247';

let rig: Rig;
let source: AmiSource | undefined;
let said: ExtensionPresence[] = [];
let events: CallEvent[] = [];
let traces: SourceTrace[] = [];

beforeAll(async () => {
  rig = await startRig();
});
afterEach(async () => {
  await source?.stop();
  source = undefined;
  await rig.reset();
});
afterAll(() => rig?.stop());

async function open(): Promise<void> {
  const { amiPort, users } = rig.asterisk;
  const made = createAmiSource({
    settings: {
      host: '127.0.0.1',
      port: amiPort,
      user: 'ctimin',
      secret: users.minimal.secret,
      devices: ['PJSIP/203'],
      dialContext: 'internal',
    },
  });
  source = made;
  [said, events, traces] = [[], [], []];
  made.onPresence((presence) => said.push(presence));
  made.onCall((event) => events.push(event));
  made.onTrace((record) => traces.push(record));
  made.start();
  await vi.waitFor(() => expect(made.state.stage).toBe('ready'), { timeout: PATIENCE_MS, interval: 10 });
}

const of = (extension: string): readonly string[] =>
  said.filter((one) => one.extension === extension).map(({ presence }) => presence);
const shows = (extension: string, ...presences: readonly string[]): Promise<void> =>
  vi.waitFor(() => expect(of(extension)).toEqual(presences), { timeout: PATIENCE_MS, interval: 10 });

it('a colleague is free, rings, talks and is free again; not a word of with whom, and no call of this desk', async () => {
  await open();
  await shows('202', 'free');
  const customer = rig.trunk.call({ to: '496213456202', from: FROM, name: 'Ute Sander' });
  const colleague = await rig.phones[202].waitRinging();
  await shows('202', 'free', 'ringing');
  await colleague.answer();
  await shows('202', 'free', 'ringing', 'talking');
  await customer.hangUp();
  await shows('202', 'free', 'ringing', 'talking', 'free');
  expect(JSON.stringify(said)).not.toMatch(/Sander|23125/);
  expect(events).toEqual([]);
  expect(JSON.stringify(traces)).not.toContain('extensionstatus');
});

it('a desk that comes in the middle of a call reads that somebody talks, and that the others are free', async () => {
  const customer = rig.trunk.call({ to: '496213456202', from: FROM });
  await (await rig.phones[202].waitRinging()).answer();
  await open();
  await shows('202', 'talking');
  await shows('203', 'free');
  await customer.hangUp();
  await shows('202', 'talking', 'free');
});
