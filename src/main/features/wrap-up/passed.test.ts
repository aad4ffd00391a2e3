import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LiveCall } from '#shared/calls/live-call.ts';
import type { WrapUp } from '#shared/calls/wrap-up.ts';
import { wrapUpPass } from '#shared/features/wrap-up/commands.ts';
import type { PassedLine } from '#shared/features/wrap-up/contract.ts';
import { AGENT, idOf } from '#test/support/memory-rows.ts';
import { openDeskReplica } from '#test/support/desk-replica.ts';
import type { DeskReplica, RunningFeatures } from '#test/support/desk-replica.ts';
import { liveCall } from '#test/support/live-call.ts';

const ERIKA = { type: 'party', id: idOf(10) };
const MEHMET = idOf(22);
const CALL = idOf(1);

let desk: DeskReplica;
let running: RunningFeatures;
beforeEach(async () => {
  desk = openDeskReplica();
  desk.addParty(ERIKA.id, 'Erika Brandt');
  desk.addStaff(AGENT.userId, 'Nadine Kröger', '21');
  desk.addStaff(MEHMET, 'Mehmet Yıldız', '22');
  running = await desk.start('interactions', 'wrap-up');
});
afterEach(async () => {
  await running.stop();
  desk.close();
});

const ask = (name: string, input: object): unknown => running.ask(`wrap-up.${name}`, input);
const open = (): readonly WrapUp[] => running.ask('wrap-up.open') as readonly WrapUp[];
const passed = (): readonly PassedLine[] => running.ask('wrap-up.passed') as readonly PassedLine[];
const noted = (): unknown =>
  desk.replica.db.prepare<[string]>('SELECT outcome, body FROM interaction WHERE id = ?').get(CALL);

const talking = (): LiveCall => liveCall({ phase: 'talking', answeredAt: 2_000, party: ERIKA });
function talk(): void {
  desk.call(liveCall());
  desk.call(talking(), liveCall());
}
function hangUp(): void {
  desk.call({ ...talking(), phase: 'ended', endedAt: 9_000, end: { reason: 'completed' } }, talking());
}

describe('a wrap-up that is handed over', () => {
  it('leaves the stack with what was written, stays in view, and comes back whole', () => {
    talk();
    hangUp();
    ask('save', { id: CALL, note: 'Funkfinger', outcome: 'ticket' });
    const before = open();
    const { passedId } = ask('pass', { id: CALL, toUserId: MEHMET }) as { passedId: string };
    expect(open()).toEqual([]);
    expect(passed()).toMatchObject([
      { id: passedId, toName: 'Mehmet Yıldız', partyName: 'Erika Brandt', startedAt: 1_000 },
    ]);
    ask('takeBack', { passedId });
    expect(open()).toEqual(before);
    expect(passed()).toEqual([]);
    expect(() => ask('takeBack', { passedId })).toThrow(expect.objectContaining({ code: 'wrap-up.gone' }));
  });

  it('is not one of a call that goes on, nor one that is not there, nor for oneself', () => {
    talk();
    for (const id of [CALL, idOf(9)])
      expect(() => ask('pass', { id, toUserId: MEHMET })).toThrow(
        expect.objectContaining({ code: 'wrap-up.gone' }),
      );
    hangUp();
    expect(() => ask('pass', { id: CALL, toUserId: AGENT.userId })).toThrow(
      expect.objectContaining({ code: 'wrap-up.to-self' }),
    );
    expect(open()).toHaveLength(1);
  });
});

describe('a wrap-up that comes from a colleague', () => {
  /** Mehmet's call, as the sync brings it here. */
  function receive(): void {
    const mehmet = { ...AGENT, userId: MEHMET };
    desk.host.runNamed('interaction.log-call', {
      ...{
        id: CALL,
        direction: 'in',
        partyId: ERIKA.id,
        occurredAt: 1_000,
        answeredAt: 2_000,
        endedAt: 9_000,
      },
      ...{ endReason: 'completed', number: '492214710612', queue: null, callKey: null },
    });
    const words = { outcome: null, note: 'Will Rückruf' };
    desk.run(wrapUpPass, { id: idOf(5), callId: CALL, toUserId: AGENT.userId, ...words }, mehmet);
  }
  const theirs = {
    ...{ id: CALL, direction: 'in', partyId: ERIKA.id, partyName: 'Erika Brandt', number: '0221 4710612' },
    ...{ startedAt: 1_000, endedAt: 9_000, outcome: null, note: 'Will Rückruf', passedBy: 'Mehmet Yıldız' },
  };

  it('is in the stack, goes on from what was written, and is done once it is finished', () => {
    receive();
    expect(open()).toEqual([theirs]);
    ask('save', { id: CALL, note: 'Will Rückruf, morgen früh' });
    expect(open()).toEqual([{ ...theirs, note: 'Will Rückruf, morgen früh' }]);
    ask('save', { id: CALL, outcome: 'follow-up' });
    ask('finish', { id: CALL });
    expect(open()).toEqual([]);
    expect(noted()).toEqual({ outcome: 'follow-up', body: 'Will Rückruf, morgen früh' });
    expect(desk.replica.db.prepare('SELECT * FROM passed_wrap_up').all()).toEqual([]);
  });

  it('is finished as it came, or handed on to the next', () => {
    receive();
    ask('finish', { id: CALL });
    expect(noted()).toEqual({ outcome: null, body: 'Will Rückruf' });
    receive2();
    ask('pass', { id: CALL, toUserId: MEHMET });
    expect(open()).toEqual([]);
    expect(passed()).toMatchObject([{ toName: 'Mehmet Yıldız' }]);
  });

  function receive2(): void {
    const mehmet = { ...AGENT, userId: MEHMET };
    const words = { outcome: null, note: '' };
    desk.run(wrapUpPass, { id: idOf(6), callId: CALL, toUserId: AGENT.userId, ...words }, mehmet);
  }
});
