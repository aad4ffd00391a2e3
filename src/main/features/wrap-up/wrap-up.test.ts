import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LiveCall } from '#shared/calls/live-call.ts';
import type { WrapUp } from '#shared/calls/wrap-up.ts';
import { idOf } from '#test/support/memory-rows.ts';
import { openDeskReplica, SESSION } from '#test/support/desk-replica.ts';
import type { DeskReplica, RunningFeatures } from '#test/support/desk-replica.ts';
import { liveCall } from '#test/support/live-call.ts';

const ERIKA = { type: 'party', id: idOf(10) };
let desk: DeskReplica;
let running: RunningFeatures;
beforeEach(async () => {
  desk = openDeskReplica();
  desk.addParty(ERIKA.id, 'Erika Brandt');
  running = await desk.start('interactions', 'wrap-up');
});
afterEach(async () => {
  await running.stop();
  desk.close();
});

const ask = (name: 'save' | 'finish', input: object): unknown => running.ask(`wrap-up.${name}`, input);
const open = (): readonly WrapUp[] => running.ask('wrap-up.open') as readonly WrapUp[];
const logged = (): readonly unknown[] =>
  desk.replica.db
    .prepare('SELECT id, party_id, outcome, body, end_reason FROM interaction ORDER BY id')
    .all();

const talking = (more: Partial<LiveCall> = {}): LiveCall =>
  liveCall({ phase: 'talking', answeredAt: 2_000, ...more });
const over = (more: Partial<LiveCall> = {}): LiveCall =>
  talking({ phase: 'ended', endedAt: 9_000, end: { reason: 'completed' }, ...more });

function talk(id: number, startedAt: number): void {
  const own = { id: idOf(id), startedAt };
  desk.call(liveCall(own));
  desk.call(talking(own), liveCall(own));
  desk.call(over(own), talking(own));
}

describe('the stack of wrap-ups', () => {
  it('begins with the first own word of a call and follows it', () => {
    desk.call(liveCall());
    expect(open()).toEqual([]);
    desk.call(talking({ party: ERIKA }), liveCall());
    desk.call(over({ party: ERIKA }), talking({ party: ERIKA }));
    expect(open()).toEqual([
      {
        id: idOf(1),
        direction: 'in',
        partyId: ERIKA.id,
        partyName: 'Erika Brandt',
        number: '0221 4710612',
        startedAt: 1_000,
        endedAt: 9_000,
        outcome: null,
        note: '',
      },
    ]);
  });

  it('keeps what was typed through everything the call does', () => {
    desk.call(talking(), liveCall());
    ask('save', { id: idOf(1), note: 'Funkf' });
    ask('save', { id: idOf(1), outcome: 'ticket' });
    ask('save', { id: idOf(1), note: 'Funkfinger' });
    desk.call(over({ party: ERIKA }), talking());
    expect(open()).toMatchObject([{ note: 'Funkfinger', outcome: 'ticket', partyId: ERIKA.id }]);
    ask('save', { id: idOf(1), outcome: null });
    expect(open()).toMatchObject([{ note: 'Funkfinger', outcome: null }]);
  });

  it('holds several, the newest call first, each user’s own', () => {
    talk(1, 100);
    talk(2, 200);
    expect(open().map(({ id }) => id)).toEqual([idOf(2), idOf(1)]);
    desk.signIn({ ...SESSION, userId: idOf(22) });
    expect(open()).toEqual([]);
    desk.signIn(SESSION);
    expect(open()).toHaveLength(2);
  });

  it('is none of a colleague’s call, a missed one, or with nobody signed in', () => {
    for (const reason of ['answered-elsewhere', 'missed-caller', 'rejected'] as const)
      desk.call(over({ answeredAt: null, end: { reason } }), liveCall());
    desk.signIn(null);
    desk.call(talking(), liveCall());
    desk.signIn(SESSION);
    expect(open()).toEqual([]);
  });

  it('hands note and outcome to the interaction when it is finished, and does not come back with the call’s last events', () => {
    desk.call(talking(), liveCall());
    ask('save', { id: idOf(1), note: 'Funkfinger', outcome: 'resolved' });
    ask('finish', { id: idOf(1) });
    expect(open()).toEqual([]);
    desk.call(over({ party: ERIKA }), talking());
    expect(open()).toEqual([]);
    ask('finish', { id: idOf(1) });
    expect(logged()).toEqual([
      { id: idOf(1), party_id: null, outcome: 'resolved', body: 'Funkfinger', end_reason: 'completed' },
    ]);
  });

  it('can be finished though the call never got into the log', async () => {
    const alone = openDeskReplica();
    const without = await alone.start('wrap-up');
    alone.call(talking(), liveCall());
    alone.call(over(), talking());
    without.ask('wrap-up.save', { id: idOf(1), note: 'Funkfinger', outcome: 'resolved' });
    without.ask('wrap-up.finish', { id: idOf(1) });
    expect(without.ask('wrap-up.open')).toEqual([]);
    expect(alone.replica.db.prepare('SELECT id, body, outcome FROM interaction').all()).toEqual([
      { id: idOf(1), body: 'Funkfinger', outcome: 'resolved' },
    ]);
    await without.stop();
    alone.close();
  });

  it('keeps whose call it was, and what was typed, when a desk finds the call again', () => {
    desk.call(talking({ party: ERIKA }), liveCall());
    ask('save', { id: idOf(1), note: 'Funkf' });
    const { display: _display, ...again } = talking({ party: null, remote: {} });
    desk.call(again);
    expect(open()).toMatchObject([
      { note: 'Funkf', partyId: ERIKA.id, number: '0221 4710612', endedAt: null },
    ]);
    desk.call({ ...again, party: ERIKA, display: '0221 4710612' }, again);
    expect(open()).toMatchObject([{ note: 'Funkf', partyId: ERIKA.id, number: '0221 4710612' }]);
  });

  it('stays when the interaction cannot be written', () => {
    talk(1, 100);
    ask('save', { id: idOf(1), note: 'n'.repeat(20_001) });
    expect(() => ask('finish', { id: idOf(1) })).toThrow('body');
    expect(open()).toMatchObject([{ note: 'n'.repeat(20_001) }]);
  });

  it('follows a choice made after the call, also of a dial nobody answered', () => {
    const dialled = liveCall({ direction: 'out', phase: 'dialling' });
    const unanswered = { ...dialled, phase: 'ended', endedAt: 5_000, end: { reason: 'failed' } } as const;
    desk.call(dialled);
    desk.call(unanswered, dialled);
    desk.call({ ...unanswered, party: ERIKA }, unanswered);
    expect(open()).toMatchObject([{ partyId: ERIKA.id, endedAt: 5_000 }]);
    expect(logged()).toEqual([
      { id: idOf(1), party_id: ERIKA.id, outcome: null, body: '', end_reason: 'failed' },
    ]);
  });
});
