import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { interactionRecord } from '#shared/features/interactions/record-commands.ts';
import { staffSetLeft } from '#shared/features/staff/staff.ts';
import { taskCreate } from '#shared/features/tasks/commands.ts';
import type { WrapUp } from '#shared/calls/wrap-up.ts';
import type { OpenWork } from '#shared/features/staff/contract.ts';
import { wrapUpPass } from '#shared/features/wrap-up/commands.ts';
import { liveCall } from '#test/support/live-call.ts';
import { openDeskReplica, SESSION } from '#test/support/desk-replica.ts';
import type { DeskReplica, RunningFeatures } from '#test/support/desk-replica.ts';
import { idOf } from '#test/support/memory-rows.ts';

const LEAD = { ...SESSION, roles: ['lead' as const] };
const ERIKA = idOf(10);
const MEHMET = idOf(22);
const TOBIAS = idOf(23);

let desk: DeskReplica;
let running: RunningFeatures;
beforeEach(async () => {
  desk = openDeskReplica({ user: LEAD });
  desk.addParty(ERIKA, 'Erika Brandt');
  desk.addStaff(LEAD.userId, 'Nadine Kröger', '21');
  desk.addStaff(MEHMET, 'Mehmet Yıldız', '22');
  desk.addStaff(TOBIAS, 'Tobias Lenz', '35');
  running = await desk.start('staff', 'interactions', 'wrap-up');
});
afterEach(async () => {
  await running.stop();
  desk.close();
});

const everybody = () => running.ask('staff.everybody');
const give = (fromId: string, toId: string) => running.ask('staff.handOver', { fromId, toId });

describe('what somebody leaves behind', () => {
  beforeEach(() => {
    desk.addTicket(idOf(50), 'Funkfinger', ERIKA);
    desk.run(taskCreate, {
      ...{ id: idOf(60), kind: 'callback', title: 'Rückruf', partyId: ERIKA, assigneeId: LEAD.userId },
      ...{ dueAt: 5_000, dueHasTime: true, promised: false, from: null },
    });
  });

  it('is seen with its kind, and becomes somebody else’s: nothing open is left', () => {
    expect(running.ask('staff.openWork', { staffId: LEAD.userId })).toEqual(
      expect.arrayContaining([
        { type: 'task', items: [expect.objectContaining({ name: 'Rückruf' })] },
        { type: 'ticket', items: [expect.objectContaining({ detail: 'Funkfinger' })] },
      ]),
    );
    expect(give(LEAD.userId, MEHMET)).toMatchObject([
      { type: 'ticket', items: [{ detail: 'Funkfinger' }] },
      { type: 'task', items: [{ name: 'Rückruf' }] },
    ]);
    expect(give(LEAD.userId, MEHMET)).toEqual([]);
    expect(everybody()).toMatchObject([
      { id: MEHMET, openWork: 2 },
      { id: LEAD.userId, openWork: 0 },
      { id: TOBIAS, openWork: 0 },
    ]);
  });

  it('is given one by one, and the rest stays', () => {
    const only = [{ type: 'task', id: idOf(60) }];
    expect(running.ask('staff.handOver', { fromId: LEAD.userId, toId: MEHMET, only })).toMatchObject([
      { type: 'task', items: [{ ref: only[0] }] },
    ]);
    expect(everybody()).toMatchObject([{ openWork: 1 }, { openWork: 1 }, { openWork: 0 }]);
  });

  it('goes to somebody else who is still here, and by a lead’s hand', () => {
    for (const [from, to] of [
      [LEAD.userId, LEAD.userId],
      [LEAD.userId, idOf(99)],
    ] as const)
      expect(() => give(from, to)).toThrow(expect.objectContaining({ code: 'staff.same' }));
    desk.run(staffSetLeft, { id: MEHMET, left: true });
    expect(() => give(LEAD.userId, MEHMET)).toThrow(expect.objectContaining({ code: 'staff.same' }));
    desk.signIn(SESSION);
    expect(() => give(LEAD.userId, MEHMET)).toThrow(expect.objectContaining({ code: 'staff.lead-only' }));
    expect(everybody()).toMatchObject([{ openWork: 0 }, { openWork: 2 }, { openWork: 0 }]);
  });
});

describe('wrap-ups somebody has not finished', () => {
  const CALL = idOf(1);
  const OTHER_CALL = idOf(2);
  const open = () => running.ask('wrap-up.open') as readonly WrapUp[];
  const left = () => {
    const work = running.ask('staff.openWork', { staffId: MEHMET }) as readonly OpenWork[];
    return work.find(({ type }) => type === 'wrap_up')?.items.map(({ ref, detail }) => [ref.id, detail]);
  };
  const log = (id: string, occurredAt: number): void =>
    desk.host.runNamed('interaction.log-call', {
      ...{ id, direction: 'in', partyId: ERIKA, occurredAt, answeredAt: occurredAt, endedAt: 9_000 },
      ...{ endReason: 'completed', number: '492214710612', queue: null, callKey: null },
    });

  /** One lies with Mehmet because it was passed on to him, one because he sat at this desk. */
  beforeEach(() => {
    log(CALL, 1_000);
    log(OTHER_CALL, 2_000);
    const words = { outcome: null, note: 'Will Rückruf' };
    desk.run(wrapUpPass, { id: idOf(5), callId: CALL, toUserId: MEHMET, ...words });
    desk.signIn({ ...SESSION, userId: MEHMET });
    const call = liveCall({ id: OTHER_CALL, phase: 'talking', startedAt: 2_000, answeredAt: 2_000 });
    desk.call(call);
    desk.call({ ...call, phase: 'ended', endedAt: 9_000, end: { reason: 'completed' } }, call);
    running.ask('wrap-up.save', { id: OTHER_CALL, note: 'Techniker gewünscht' });
    desk.signIn(LEAD);
  });

  it('are seen by who leads, and given to a third one by one or all, with what was written', () => {
    expect(left()).toEqual([
      [OTHER_CALL, expect.stringContaining('Techniker gewünscht')],
      [CALL, expect.stringContaining('Will Rückruf')],
    ]);
    const only = [{ type: 'wrap_up', id: CALL }];
    running.ask('staff.handOver', { fromId: MEHMET, toId: TOBIAS, only });
    expect(left()).toMatchObject([[OTHER_CALL, expect.anything()]]);
    expect(give(MEHMET, TOBIAS)).toMatchObject([{ type: 'wrap_up', items: [{ ref: { id: OTHER_CALL } }] }]);
    expect(left()).toEqual([]);
    desk.signIn({ ...SESSION, userId: TOBIAS });
    expect(open()).toMatchObject([
      { id: OTHER_CALL, note: 'Techniker gewünscht', passedBy: 'Nadine Kröger' },
      { id: CALL, note: 'Will Rückruf', passedBy: 'Nadine Kröger' },
    ]);
  });

  it('are taken over by who leads as well', () => {
    give(MEHMET, LEAD.userId);
    expect(left()).toEqual([]);
    expect(open().map(({ id, note }) => [id, note])).toEqual([
      [OTHER_CALL, 'Techniker gewünscht'],
      [CALL, 'Will Rückruf'],
    ]);
    desk.signIn({ ...SESSION, userId: MEHMET });
    expect(open()).toEqual([]);
  });
});

it('whoever has left keeps their name on what they did, and is offered for nothing new', () => {
  desk.run(interactionRecord, {
    ...{ id: idOf(1), type: 'note', direction: 'none', partyId: ERIKA, occurredAt: 500, outcome: null },
    body: 'Schlüssel hinterlegt',
  });
  desk.run(staffSetLeft, { id: LEAD.userId, left: true });
  desk.run(staffSetLeft, { id: MEHMET, left: true });
  expect(running.ask('interactions.ofParty', { partyId: ERIKA, limit: 5 })).toMatchObject([
    { staffName: 'Nadine Kröger', body: 'Schlüssel hinterlegt' },
  ]);
  expect(running.ask('staff.colleagues', { text: '', limit: 9 })).toMatchObject([{ id: TOBIAS }]);
  desk.run(staffSetLeft, { id: MEHMET, left: false });
  expect(running.ask('staff.colleagues', { text: '', limit: 9 })).toMatchObject([
    { id: MEHMET },
    { id: TOBIAS },
  ]);
  expect(() => desk.run(staffSetLeft, { id: idOf(77), left: true })).toThrow(
    expect.objectContaining({ code: 'staff.gone' }),
  );
});
