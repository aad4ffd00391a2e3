import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { absenceEnd, absenceReport, absenceResume } from '#shared/features/absences/commands.ts';
import { taskCreate } from '#shared/features/tasks/commands.ts';
import { ticketCreate } from '#shared/features/tickets/commands.ts';
import { formatTicketNumber } from '#shared/features/tickets/ticket-number.ts';
import { ADMIN, openDeskReplica } from '#test/support/desk-replica.ts';
import type { DeskReplica } from '#test/support/desk-replica.ts';
import { AGENT, idOf } from '#test/support/memory-rows.ts';
import { firedReminders, tasksOfUser } from '#main/features/tasks/queries.ts';
import { createReminderService } from '#main/features/tasks/reminders.ts';
import { openTickets } from '#main/features/tickets/queries.ts';
import { upcomingAbsences } from '#main/features/absences/queries.ts';

const START = Date.UTC(2026, 10, 23, 8);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const KRÖGER = idOf(24);
const ME = AGENT.userId;

let desk: DeskReplica;
beforeEach(() => {
  vi.useFakeTimers({ now: START });
  desk = openDeskReplica();
  desk.now = START;
});
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
  desk.close();
});

const book = (id: number, dueAt: number, assigneeId: string): void =>
  desk.run(taskCreate, {
    ...{ id: idOf(id), kind: 'callback', title: `Aufgabe ${id}`, partyId: idOf(900), assigneeId, dueAt },
    ...{ dueHasTime: true, promised: false, from: null },
  });
function report(staffId: string, deputyId: string, id = 500): void {
  const span = { fromAt: START - DAY, untilAt: START + 3 * DAY };
  desk.run(absenceReport, { id: idOf(id), staffId, deputyId, ...span }, ADMIN);
}
const end = (): void => desk.run(absenceEnd, { id: idOf(500), staffId: KRÖGER }, ADMIN);
const mine = (userId = ME) => tasksOfUser(desk.host, { userId, until: START + 30 * DAY });
const ids = (userId = ME) => mine(userId).map(({ id }) => id);

describe('what is due while somebody is away', () => {
  it('shows at the deputy, what is due after the return does not, and all reverts without a write', () => {
    book(1, START + HOUR, KRÖGER);
    book(2, START - 5 * DAY, KRÖGER);
    book(3, START + 4 * DAY, KRÖGER);
    book(4, START + 2 * HOUR, ME);
    expect(ids()).toEqual([idOf(4)]);
    report(KRÖGER, ME);
    expect(ids()).toEqual([idOf(2), idOf(1), idOf(4)]);
    expect(mine()[0]).toMatchObject({ mine: true, deputy: { mine: true } });
    // She sees them still, as done by somebody else.
    expect(ids(KRÖGER)).toEqual([idOf(2), idOf(1), idOf(3)]);
    expect(tasksOfUser(desk.host, { userId: KRÖGER, until: START + 30 * DAY })[2]).toMatchObject({
      deputy: null,
    });
    end();
    expect(ids()).toEqual([idOf(4)]);
    expect(mine(KRÖGER).map(({ deputy }) => deputy)).toEqual([null, null, null]);
    const written = desk.replica.db.prepare<[], { name: string }>('SELECT name FROM outbox').all();
    expect(written.map(({ name }) => name).filter((name) => name !== 'task.create')).toEqual([
      'absence.report',
      'absence.end',
    ]);
  });

  it('is over by the clock as well', () => {
    book(1, START + HOUR, KRÖGER);
    report(KRÖGER, ME);
    expect(ids()).toEqual([idOf(1)]);
    desk.now = START + 3 * DAY;
    expect(ids()).toEqual([]);
  });

  it('has its tickets with the deputy, too', () => {
    desk.run(ticketCreate, {
      ...{ id: idOf(60), number: formatTicketNumber(26, 1), title: 'Funkfinger', kind: 'support' },
      ...{ partyId: idOf(900), ownerId: KRÖGER, dueAt: null, from: null },
    });
    expect(openTickets(desk.host, { limit: 5 })).toMatchObject([{ deputy: null }]);
    report(KRÖGER, ME);
    expect(openTickets(desk.host, { limit: 5 })).toMatchObject([{ deputy: { mine: true } }]);
  });

  it('reminds the deputy, offline and of what was missed, and not whoever is away', async () => {
    book(1, START - HOUR, KRÖGER);
    book(2, START + HOUR, ME);
    const service = createReminderService(desk.host);
    report(KRÖGER, ME);
    await service.start();
    const told = () => desk.notifications.filter(({ tag }) => tag.startsWith('task:')).map(({ tag }) => tag);
    expect(told()).toEqual([`task:${idOf(1)}`]);
    expect(firedReminders(desk.host, { userId: ME }).map(({ id }) => id)).toEqual([idOf(1)]);
    report(ME, idOf(22), 501);
    desk.now += HOUR;
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(told()).toEqual([`task:${idOf(1)}`]);
    expect(firedReminders(desk.host, { userId: ME })).toEqual([]);
    await service.stop();
  });
});

describe('an absence of one’s own', () => {
  it('is reported and ended with the desk offline, with undo', () => {
    const own = { id: idOf(500), staffId: ME, deputyId: KRÖGER, fromAt: START, untilAt: START + DAY };
    desk.run(absenceReport, own);
    expect(upcomingAbsences(desk.host)).toMatchObject([{ mine: true, isNow: true, deputyId: KRÖGER }]);
    desk.run(absenceEnd, { id: own.id, staffId: ME });
    expect(upcomingAbsences(desk.host)).toEqual([]);
    desk.run(absenceResume, { id: own.id, staffId: ME });
    expect(upcomingAbsences(desk.host)).toHaveLength(1);
  });

  it('of somebody else is refused', () => {
    const theirs = { id: idOf(501), staffId: KRÖGER, deputyId: ME, fromAt: START, untilAt: START + DAY };
    expect(() => desk.run(absenceReport, theirs)).toThrow(
      expect.objectContaining({ code: 'absence.not-yours' }),
    );
  });
});
