import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { createAmiSource } from '#main/telephony/ami/ami-source.ts';
import type { AmiSource } from '#main/telephony/ami/ami-source.ts';
import type { CallEvent } from '#shared/calls/call-event.ts';
import type { QueueMiss } from '#shared/calls/queue-miss.ts';
import { startRig } from '../rig.ts';
import type { Rig } from '../rig.ts';
import { PATIENCE_MS } from '../waiting.ts';

/** A queue that rings 201 and 202; the desk is that of 203 and has chosen it. */
const QUEUE = '496213456200';
const FROM = '493023125247';

let rig: Rig;
let source: AmiSource | undefined;
let misses: QueueMiss[] = [];
let events: CallEvent[] = [];

beforeAll(async () => {
  rig = await startRig();
});
afterEach(async () => {
  await source?.stop();
  source = undefined;
  await rig.reset();
});
afterAll(() => rig?.stop());

async function open(queues: readonly string[]): Promise<AmiSource> {
  const { amiPort, users } = rig.asterisk;
  const made = createAmiSource({
    settings: {
      host: '127.0.0.1',
      port: amiPort,
      user: 'ctimin',
      secret: users.minimal.secret,
      devices: ['PJSIP/203'],
      queues,
      dialContext: 'internal',
    },
  });
  source = made;
  misses = [];
  events = [];
  made.onQueueMissed((miss) => misses.push(miss));
  made.onCall((event) => events.push(event));
  made.start();
  await vi.waitFor(() => expect(made.state.stage).toBe('ready'), { timeout: PATIENCE_MS, interval: 10 });
  return made;
}

const told = (count: number): Promise<void> =>
  vi.waitFor(() => expect(misses).toHaveLength(count), { timeout: PATIENCE_MS, interval: 10 });

it('a caller who gives up in a chosen queue is told of, with the smallest rights, and is no call of this desk', async () => {
  await open(['ringall']);
  const customer = rig.trunk.call({ to: QUEUE, from: FROM, name: 'Ute Sander' });
  await Promise.all([rig.phones[201].waitRinging(), rig.phones[202].waitRinging()]);
  await customer.hangUp();
  await told(1);
  expect(misses).toMatchObject([{ queue: 'ringall', from: { number: FROM, name: 'Ute Sander' } }]);
  expect(events).toEqual([]);
});

it('a withheld one has neither number nor name', async () => {
  await open(['ringall']);
  const customer = rig.trunk.call({ to: QUEUE, from: FROM, name: 'Ute Sander', presentation: 'withheld' });
  await Promise.all([rig.phones[201].waitRinging(), rig.phones[202].waitRinging()]);
  await customer.hangUp();
  await told(1);
  expect(misses).toMatchObject([{ queue: 'ringall', from: { withheld: true } }]);
  expect(JSON.stringify(misses)).not.toMatch(/23125|Sander/);
});

it('one who is answered, and one in another queue, are not', async () => {
  const made = await open(['rrmem']);
  const lost = rig.trunk.call({ to: QUEUE, from: FROM });
  await rig.phones[201].waitRinging();
  await lost.hangUp();
  await lost.waitEnded();
  await rig.reset();
  const answered = rig.trunk.call({ to: '496213456201', from: FROM });
  const phone = await Promise.race([rig.phones[201].waitRinging(), rig.phones[202].waitRinging()]);
  await phone.answer();
  await phone.hangUp();
  await answered.waitEnded();
  await made.drained();
  expect(misses).toEqual([]);
});
