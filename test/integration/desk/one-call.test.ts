import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CallService } from '#main/calls/call-service.ts';
import { createCallerLookup } from '#main/calls/caller-lookup.ts';
import { createNumberIndex } from '#main/calls/number-index.ts';
import { createCentreClient } from '#main/sync/centre-client.ts';
import { nextPull, settlePull } from '#main/sync/pull.ts';
import { NOTHING_TAKEN, nextPush, settlePush } from '#main/sync/push.ts';
import { createAmiSource } from '#main/telephony/ami/ami-source.ts';
import { startStandInPbx } from '#main/telephony/ami/replay/stand-in-pbx.ts';
import type { StandInPbx } from '#main/telephony/ami/replay/stand-in-pbx.ts';
import { createCommandRegistry } from '#shared/commands/command.ts';
import type { InteractionLine } from '#shared/features/interactions/contract.ts';
import { features } from '#shared/features.ts';
import { linkAdd, linkRemove } from '#shared/links/links.ts';
import { loginReply, paths, pullReply, pushReply } from '#shared/sync/protocol.ts';
import { PASSWORD, startRig } from '#test/integration/centre/rig.ts';
import type { Rig, TestUser } from '#test/integration/centre/rig.ts';
import { openDeskReplica } from '#test/support/desk-replica.ts';
import type { DeskReplica, RunningFeatures } from '#test/support/desk-replica.ts';
import { until } from '#test/support/until.ts';

/* One phone, several desks that hear it: real sockets to the PBX, real replicas, the real centre. */

const registry = createCommandRegistry([
  linkAdd,
  linkRemove,
  ...features.flatMap(({ commands }) => commands),
]);
const DEVICE = 'PJSIP/201';

interface Seat {
  readonly desk: DeskReplica;
  readonly calls: CallService;
  readonly running: RunningFeatures;
  sync(): Promise<void>;
  troubles(): readonly unknown[];
  log(): readonly InteractionLine[];
  close(): Promise<void>;
}

let rig: Rig;
let pbx: StandInPbx;
let seats: readonly [Seat, Seat];

beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig?.stop());
beforeEach(async () => {
  pbx = await startStandInPbx();
  // The same PBX under two names, two people at one phone.
  seats = [await sit(rig.nadine, '127.0.0.1'), await sit(rig.mehmet, 'localhost')];
});
afterEach(async () => {
  for (const seat of seats) await seat.close();
  await pbx.close();
});

async function sit({ tenant, login }: TestUser, host: string): Promise<Seat> {
  const credentials = { tenant, login, password: PASSWORD, device: 'test desk' };
  const session = await createCentreClient({ url: rig.url }).post(paths.login, credentials, loginReply);
  const client = createCentreClient({ url: rig.url, token: session.token });
  const desk = openDeskReplica({ user: session, scopeId: session.scopeId });
  desk.now = Date.now();
  const running = await desk.start('interactions', 'wrap-up', 'callbacks');
  const source = createAmiSource({
    settings: {
      host,
      port: pbx.port,
      user: 'cti',
      secret: 'cti-secret',
      devices: [DEVICE],
      dialContext: 'internal',
    },
  });
  const calls = new CallService({
    clock: desk.host.clock,
    precise: () => performance.timeOrigin + performance.now(),
    newId: desk.host.newId,
    lookup: createCallerLookup({
      index: createNumberIndex(desk.replica.db),
      describe: desk.describe,
      rank: desk.rank,
      people: () => [],
      ruleFor: () => undefined,
    }),
    profile: () => desk.host.settings().dialProfile,
    devices: () => [DEVICE],
    recall: () => null,
    log: desk.log,
  });
  calls.onCall((call, before) => desk.call(call, before));
  calls.connect(source);
  source.start();
  await until(() => source.state.stage === 'ready');
  const core = { replica: desk.replica, registry, clock: desk.host.clock };
  let taken = NOTHING_TAKEN;

  return {
    desk,
    calls,
    running,
    async sync() {
      for (let request = nextPush(core, taken); request; request = nextPush(core, taken)) {
        const reply = await client.post(paths.push, request, pushReply);
        ({ taken } = settlePush(core, taken, request, reply));
      }
      for (let verdict = 'more'; verdict !== 'complete';) {
        const request = nextPull(core);
        verdict = settlePull(core, request, await client.post(paths.pull, request, pullReply));
      }
    },
    troubles: () =>
      desk.replica.db
        .prepare(
          `SELECT name, detail AS why FROM conflict_inbox UNION ALL SELECT name, code FROM rejected_command`,
        )
        .all(),
    log: () => running.ask('interactions.calls', { limit: 100 }) as readonly InteractionLine[],
    async close() {
      await source.stop();
      await running.stop();
      desk.close();
    },
  };
}

let serial = 0;
/** A caller rings the phone; resolves with the keys to go on. */
async function ring(number: string) {
  serial += 2;
  const second = Math.floor(Date.now() / 1000);
  const [customer, leg] = [`${second}.${serial}`, `${second}.${serial + 1}`];
  const frame = (...lines: readonly string[]): string => `${lines.join('\r\n')}\r\n\r\n`;
  const own = [`Channel: ${DEVICE}-0000000${serial}`, `Uniqueid: ${leg}`, `Linkedid: ${customer}`];
  const far = [`Channel: PJSIP/trunk-0000000${serial}`, `Uniqueid: ${customer}`, `Linkedid: ${customer}`];
  const dest = own.map((line) => `Dest${line}`);
  const connected = `ConnectedLineNum: ${number}`;
  await pbx.send(
    frame('Event: Newchannel', ...far, 'ChannelState: 4', `CallerIDNum: ${number}`) +
      frame('Event: Newchannel', ...own, 'ChannelState: 0') +
      frame('Event: NewConnectedLine', ...own, connected) +
      frame('Event: DialBegin', ...far, `CallerIDNum: ${number}`, ...dest, `Dest${connected}`) +
      frame('Event: Newstate', ...own, 'ChannelState: 5', connected),
  );
  return {
    answer: () =>
      pbx.send(
        frame('Event: DialEnd', ...far, ...dest, 'DialStatus: ANSWER') +
          frame('Event: Newstate', ...own, 'ChannelState: 6', connected),
      ),
    hangUp: () =>
      pbx.send(frame('Event: Hangup', ...own, 'Cause: 16') + frame('Event: Hangup', ...far, 'Cause: 16')),
    giveUp: () =>
      pbx.send(
        frame('Event: DialEnd', ...far, ...dest, 'DialStatus: CANCEL') +
          frame('Event: Hangup', ...own, 'Cause: 127') +
          frame('Event: Hangup', ...far, 'Cause: 127'),
      ),
  };
}

const everyDesk = (is: (seat: Seat) => boolean): Promise<void> => until(() => seats.every(is));
const inPhase = (phase: string) => (seat: Seat) => seat.calls.live().some((call) => call.phase === phase);

async function talk(number: string): Promise<string> {
  const call = await ring(number);
  await everyDesk(inPhase('ringing'));
  await call.answer();
  await everyDesk(inPhase('talking'));
  await call.hangUp();
  await everyDesk((seat) => !inPhase('talking')(seat));
  const ids = seats.map(({ calls }) => calls.live().at(-1)?.id);
  expect(ids[0]).toBe(ids[1]);
  return ids[0] ?? '';
}

async function syncAll(): Promise<void> {
  for (const seat of [...seats, ...seats, ...seats]) await seat.sync();
}

describe('one call at a phone two desks hear', () => {
  it('is in the log once, and nobody is told of a conflict', async () => {
    const id = await talk('+493023125111');
    await syncAll();
    for (const seat of seats) {
      expect(seat.log().filter((line) => line.id === id)).toMatchObject([{ endReason: 'completed' }]);
      expect(seat.log().filter(({ endReason }) => endReason === null)).toEqual([]);
      expect(seat.troubles()).toEqual([]);
    }
  });

  it('keeps the note of each: whoever is later stands beside it, overwriting nothing unseen', async () => {
    const id = await talk('+493023125112');
    for (const [index, { running }] of seats.entries()) {
      running.ask('wrap-up.save', { id, note: `Notiz ${index}` });
      running.ask('wrap-up.finish', { id });
    }
    await syncAll();
    for (const { desk, troubles } of seats) {
      const bodies = desk.replica.db
        .prepare("SELECT type, body FROM interaction WHERE body LIKE 'Notiz%' ORDER BY body")
        .all();
      expect(bodies).toEqual([
        { type: 'call', body: 'Notiz 0' },
        { type: 'note', body: 'Notiz 1' },
      ]);
      expect(troubles()).toEqual([]);
    }
  });

  it('is missed once', async () => {
    const before = seats[0].log().length;
    const call = await ring('+493023125113');
    await everyDesk(inPhase('ringing'));
    await call.giveUp();
    await everyDesk((seat) => seat.log().length === before + 1);
    await syncAll();
    for (const seat of seats) {
      expect(seat.log()).toHaveLength(seats[0].log().length);
      expect(seat.log().filter(({ endReason }) => endReason === 'missed-caller')).toHaveLength(1);
      expect(seat.troubles()).toEqual([]);
    }
  });
});
