import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createCentreClient } from '#main/sync/centre-client.ts';
import { nextPull, settlePull } from '#main/sync/pull.ts';
import { NOTHING_TAKEN, nextPush, settlePush } from '#main/sync/push.ts';
import { createCommandRegistry } from '#shared/commands/command.ts';
import type { HandoverView } from '#shared/features/handovers/contract.ts';
import { features } from '#shared/features.ts';
import { linkAdd, linkRemove } from '#shared/links/links.ts';
import { loginReply, paths, pullReply, pushReply } from '#shared/sync/protocol.ts';
import type { LiveCall } from '#shared/calls/live-call.ts';
import { PASSWORD, startRig } from '#test/integration/centre/rig.ts';
import type { Rig, TestUser } from '#test/integration/centre/rig.ts';
import { newId } from '#test/integration/centre/test-desk.ts';
import { openDeskReplica } from '#test/support/desk-replica.ts';
import type { DeskReplica } from '#test/support/desk-replica.ts';
import { liveCall } from '#test/support/live-call.ts';

/* A caller who is passed on, between two desks: real replicas, the real centre, in touch only when the test says so. */

const registry = createCommandRegistry([
  linkAdd,
  linkRemove,
  ...features.flatMap(({ commands }) => commands),
]);

interface Seat {
  readonly desk: DeskReplica;
  ask(channel: string, input: object): unknown;
  sync(): Promise<void>;
  close(): Promise<void>;
}

let rig: Rig;
let nadine: Seat;
let mehmet: Seat;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig?.stop());
beforeEach(async () => {
  [nadine, mehmet] = [await sit(rig.nadine), await sit(rig.mehmet)];
});
afterEach(async () => {
  for (const seat of [nadine, mehmet]) {
    expect(seat.desk.log.lines).toEqual([]);
    await seat.close();
  }
});

async function sit({ tenant, login }: TestUser): Promise<Seat> {
  const credentials = { tenant, login, password: PASSWORD, device: 'test desk' };
  const session = await createCentreClient({ url: rig.url }).post(paths.login, credentials, loginReply);
  const client = createCentreClient({ url: rig.url, token: session.token });
  const desk = openDeskReplica({ user: session, scopeId: session.scopeId });
  desk.now = 50_000_000;
  const running = await desk.start('handovers', 'wrap-up');
  const core = { replica: desk.replica, registry, clock: desk.host.clock };
  let taken = NOTHING_TAKEN;
  const seat: Seat = {
    desk,
    ask: (channel, input) => running.ask(channel, input),
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
    async close() {
      await running.stop();
      desk.close();
    },
  };
  await seat.sync();
  return seat;
}

/** Of a caller nobody has met in another test. */
let number: string;
let callers = 0;
beforeEach(() => {
  callers += 1;
  number = `+4930231255${String(callers).padStart(2, '0')}`;
});
/** An extension nobody of the tenant has, so that it is a group's: whoever rings is meant. */
const TARGET = '600';

function passOn(note: string): void {
  const call = liveCall({ id: newId(), device: 'PJSIP/201', phase: 'talking', remote: { number } });
  const talking = { ...call, answeredAt: nadine.desk.now };
  nadine.desk.call(talking, call);
  nadine.ask('wrap-up.save', { id: call.id, note });
  nadine.desk.transfer({ call: talking, target: TARGET });
}

function rings(): LiveCall {
  const call = liveCall({
    id: newId(),
    device: 'PJSIP/202',
    remote: { number },
    startedAt: mehmet.desk.now,
    transferredBy: '201',
  });
  mehmet.desk.live = [call];
  mehmet.desk.call(call);
  return call;
}

const shown = ({ id }: LiveCall): HandoverView | null =>
  mehmet.ask('handovers.ofCall', { callId: id }) as HandoverView | null;

it('comes with the next pull, also to a call that rings already', async () => {
  passOn('Fragt nach dem Kurs');
  const call = rings();
  expect(shown(call)).toBeNull();
  await nadine.sync();
  await mehmet.sync();
  expect(shown(call)).toMatchObject({ note: 'Fragt nach dem Kurs', rule: 'number', partyId: null });
});

it('is absent while a desk is offline, and no news when it comes an hour late', async () => {
  passOn('offline');
  await mehmet.sync();
  expect(shown(rings())).toBeNull();
  await nadine.sync();
  mehmet.desk.now += 3_600_000;
  await mehmet.sync();
  expect(shown(rings())).toBeNull();
});

it('never reaches another tenant', async () => {
  passOn('bleibt im Haus');
  await nadine.sync();
  await mehmet.sync();
  const count = (seat: Seat): unknown =>
    seat.desk.replica.db.prepare('SELECT count(*) AS n FROM handover WHERE note = ?').get('bleibt im Haus');
  expect(count(mehmet)).toEqual({ n: 1 });
  const stranger = await sit(rig.olga);
  expect(count(stranger)).toEqual({ n: 0 });
  await stranger.close();
});
