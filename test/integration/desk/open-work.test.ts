import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { interactionRecord } from '#shared/features/interactions/record-commands.ts';
import { staffSetLeft } from '#shared/features/staff/staff.ts';
import { taskCreate } from '#shared/features/tasks/commands.ts';
import { openDeskReplica, SESSION } from '#test/support/desk-replica.ts';
import type { DeskReplica, RunningFeatures } from '#test/support/desk-replica.ts';
import { idOf } from '#test/support/memory-rows.ts';

const LEAD = { ...SESSION, roles: ['lead' as const] };
const ERIKA = idOf(10);
const MEHMET = idOf(22);

let desk: DeskReplica;
let running: RunningFeatures;
beforeEach(async () => {
  desk = openDeskReplica({ user: LEAD });
  desk.addParty(ERIKA, 'Erika Brandt');
  desk.addStaff(LEAD.userId, 'Nadine Kröger', '21');
  desk.addStaff(MEHMET, 'Mehmet Yıldız', '22');
  running = await desk.start('staff', 'interactions');
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
    expect(give(LEAD.userId, MEHMET)).toBe(2);
    expect(give(LEAD.userId, MEHMET)).toBe(0);
    expect(everybody()).toMatchObject([
      { id: MEHMET, openWork: 2 },
      { id: LEAD.userId, openWork: 0 },
    ]);
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
    expect(everybody()).toMatchObject([{ openWork: 0 }, { openWork: 2 }]);
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
  expect(running.ask('staff.colleagues', { text: '', limit: 9 })).toEqual([]);
  desk.run(staffSetLeft, { id: MEHMET, left: false });
  expect(running.ask('staff.colleagues', { text: '', limit: 9 })).toMatchObject([{ id: MEHMET }]);
  expect(() => desk.run(staffSetLeft, { id: idOf(77), left: true })).toThrow(
    expect.objectContaining({ code: 'staff.gone' }),
  );
});
