import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCentreClient } from '#main/sync/centre-client.ts';
import { nextPull, settlePull } from '#main/sync/pull.ts';
import { NOTHING_TAKEN, nextPush, settlePush } from '#main/sync/push.ts';
import type { LiveCall } from '#shared/calls/live-call.ts';
import { createCommandRegistry } from '#shared/commands/command.ts';
import { callbackClaim, callbackFinish, callbackReopen } from '#shared/features/callbacks/commands.ts';
import type { CallbackLine } from '#shared/features/callbacks/contract.ts';
import { features } from '#shared/features.ts';
import { linkAdd, linkRemove } from '#shared/links/links.ts';
import { loginReply, paths, pullReply, pushReply } from '#shared/sync/protocol.ts';
import { PASSWORD, startRig } from '#test/integration/centre/rig.ts';
import type { Rig, TestUser } from '#test/integration/centre/rig.ts';
import { newId } from '#test/integration/centre/test-desk.ts';
import { openDeskReplica } from '#test/support/desk-replica.ts';
import type { DeskReplica } from '#test/support/desk-replica.ts';
import { liveCall } from '#test/support/live-call.ts';

/* The team's callback list on several desks: real replicas, the real centre, in touch only when the test says so. */

const registry = createCommandRegistry([
  linkAdd,
  linkRemove,
  ...features.flatMap(({ commands }) => commands),
]);

interface Seat {
  readonly desk: DeskReplica;
  open(): readonly CallbackLine[];
  done(): readonly CallbackLine[];
  missed(group: string, more?: Partial<LiveCall>): void;
  /** Answers a call, or is answered. */
  speaks(group: string, more?: Partial<LiveCall>): void;
  /** The commands that did not go as wished. */
  troubles(): readonly unknown[];
  sync(): Promise<void>;
  close(): Promise<void>;
}

let rig: Rig;
let nadine: Seat;
let mehmet: Seat;
let birgit: Seat;
let seats: readonly Seat[];
/** Of a caller nobody has met in another test. */
let number: string;
let callers = 0;

beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig?.stop());
beforeEach(async () => {
  callers += 1;
  number = `+4930231255${String(callers).padStart(2, '0')}`;
  [nadine, mehmet, birgit] = [await sit(rig.nadine), await sit(rig.mehmet), await sit(rig.birgit)];
  seats = [nadine, mehmet, birgit];
});
afterEach(async () => {
  for (const seat of seats) {
    expect(seat.desk.log.lines).toEqual([]);
    await seat.close();
  }
});

async function sit({ tenant, login }: TestUser): Promise<Seat> {
  const credentials = { tenant, login, password: PASSWORD, device: 'test desk' };
  const session = await createCentreClient({ url: rig.url }).post(paths.login, credentials, loginReply);
  const client = createCentreClient({ url: rig.url, token: session.token });
  const desk = openDeskReplica({ user: session, scopeId: session.scopeId });
  const running = await desk.start('interactions', 'callbacks');
  const core = { replica: desk.replica, registry, clock: desk.host.clock };
  const mine = (channel: string, input: object): readonly CallbackLine[] =>
    (running.ask(channel, input) as readonly CallbackLine[]).filter(({ dial }) => dial === number);
  let taken = NOTHING_TAKEN;

  const seat: Seat = {
    desk,
    open: () => mine('callbacks.open', {}),
    done: () => mine('callbacks.done', { limit: 500 }),
    missed(group, more = {}) {
      const call = liveCall({ id: newId(), group: `${number} ${group}`, remote: { number }, ...more });
      desk.call(call);
      desk.call({ ...call, phase: 'ended', endedAt: 9_000, end: { reason: 'missed-caller' } }, call);
    },
    speaks(group, more = {}) {
      const call = liveCall({ id: newId(), group: `${number} ${group}`, remote: { number }, ...more });
      desk.call({ ...call, phase: 'talking', answeredAt: 2_000 }, call);
    },
    troubles: () =>
      desk.replica.db
        .prepare(
          `SELECT name, detail AS why FROM conflict_inbox UNION ALL SELECT name, code FROM rejected_command`,
        )
        .all(),
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

/** Until all know what all know. Two rounds carry the news to everybody; the third what a desk did about them. */
async function syncAll(...order: readonly Seat[]): Promise<void> {
  for (const seat of [...order, ...order, ...order]) await seat.sync();
}
function only(lines: readonly CallbackLine[]): CallbackLine {
  expect(lines).toHaveLength(1);
  const [line] = lines;
  if (!line) throw new Error('no line');
  return line;
}

describe('the callback list of a team', () => {
  it('has one entry when three phones of a ring group miss one call, and one of them claims it', async () => {
    for (const seat of seats) seat.missed('one');
    await syncAll(nadine, mehmet, birgit);
    for (const seat of seats) expect(only(seat.open()).calls).toHaveLength(1);

    nadine.desk.run(callbackClaim, { id: only(nadine.open()).id });
    await syncAll(nadine, mehmet, birgit);
    expect(only(nadine.open()).claim).toMatchObject({ mine: true });
    expect(only(mehmet.open())).toMatchObject({ state: 'claimed', claim: { mine: false } });
    for (const seat of seats) expect(seat.troubles()).toEqual([]);
  });

  it('brings together what desks that are offline know of a caller', async () => {
    nadine.missed('one', { startedAt: 100 });
    mehmet.missed('two', { startedAt: 200 });
    const [hers, his] = [only(nadine.open()).id, only(mehmet.open()).id];
    await syncAll(mehmet, nadine);
    expect(only(nadine.open())).toMatchObject({ id: hers, firstAt: 100, lastAt: 200 });
    expect(only(mehmet.open())).toEqual(only(nadine.open()));
    expect(his).toBe(hers);
  });

  it('keeps the first of two claims made offline and tells the second', async () => {
    nadine.missed('one');
    mehmet.missed('one');
    nadine.desk.run(callbackClaim, { id: only(nadine.open()).id });
    mehmet.desk.run(callbackClaim, { id: only(mehmet.open()).id });
    expect(only(nadine.open()).claim?.mine).toBe(true);
    expect(only(mehmet.open()).claim?.mine).toBe(true);
    await syncAll(mehmet, nadine);
    expect(only(mehmet.open()).claim?.mine).toBe(true);
    expect(only(nadine.open())).toMatchObject({ state: 'claimed', claim: { mine: false } });
    expect(mehmet.troubles()).toEqual([]);
    expect(nadine.troubles()).toEqual([
      { name: 'callback.claim', why: expect.stringContaining('claimed_by') },
    ]);
  });

  it('clears itself when a colleague reaches the caller, and opens again by undo', async () => {
    nadine.missed('one');
    await syncAll(nadine, mehmet);
    mehmet.speaks('later', { direction: 'out' });
    await syncAll(mehmet, nadine);
    expect(nadine.open()).toEqual([]);
    const { calls, done } = only(nadine.done());
    expect(done).toMatchObject({ reached: true });
    nadine.desk.run(callbackReopen, { calls });
    await syncAll(nadine, mehmet);
    expect(mehmet.open()).toHaveLength(1);
  });

  it('clears what rang out at one desk and was answered at another, whoever is heard of first', async () => {
    for (const order of [
      [nadine, mehmet],
      [mehmet, nadine],
    ]) {
      const group = `rang out ${order.indexOf(nadine)}`;
      nadine.missed(group);
      // The PBX shows the colleague another number, so only the call itself tells that it is the same.
      mehmet.speaks(group, { remote: { number: '+493023125499' } });
      await syncAll(...order);
      for (const seat of order) expect(seat.open()).toEqual([]);
    }
  });

  it('never does what nobody has seen: a call that came meanwhile stays', async () => {
    nadine.missed('one');
    await syncAll(nadine, mehmet);
    mehmet.missed('two', { startedAt: 5_000 });
    nadine.desk.run(callbackFinish, { calls: only(nadine.open()).calls });
    await syncAll(mehmet, nadine);
    for (const seat of [nadine, mehmet]) {
      expect(only(seat.open())).toMatchObject({ firstAt: 5_000, state: 'open' });
      expect(seat.troubles()).toEqual([]);
    }
  });

  it('is done by whoever was first, and bothers nobody about it', async () => {
    nadine.missed('one');
    await syncAll(nadine, mehmet);
    nadine.desk.now = 2_000;
    nadine.desk.run(callbackFinish, { calls: only(nadine.open()).calls });
    mehmet.speaks('later');
    await syncAll(mehmet, nadine);
    for (const seat of [nadine, mehmet]) {
      expect(only(seat.done()).done).toMatchObject({ at: 1_000, reached: true });
      expect(seat.troubles()).toEqual([]);
    }
  });

  it('refuses a claim, made offline, of what is done by then', async () => {
    nadine.missed('one');
    await syncAll(nadine, mehmet);
    nadine.desk.run(callbackFinish, { calls: only(nadine.open()).calls });
    mehmet.desk.run(callbackClaim, { id: only(mehmet.open()).id });
    await syncAll(nadine, mehmet);
    expect(mehmet.open()).toEqual([]);
    expect(mehmet.troubles()).toEqual([{ name: 'callback.claim', why: 'callback.done' }]);
    nadine.missed('two');
    await syncAll(nadine, mehmet);
    expect(only(mehmet.open()).claim).toBeNull();
  });

  it('is of one tenant: the same caller and the same call are another’s own', async () => {
    const olga = await sit(rig.olga);
    nadine.missed('one');
    olga.missed('one');
    await syncAll(nadine, olga);
    expect(only(olga.open()).id).not.toBe(only(nadine.open()).id);
    expect(only(olga.open()).calls).not.toEqual(only(nadine.open()).calls);
    expect(olga.troubles()).toEqual([]);
    await olga.close();
  });
});
