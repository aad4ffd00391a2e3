import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TaskLine } from '#shared/features/tasks/contract.ts';
import { taskComplete, taskCreate, taskReschedule } from '#shared/features/tasks/commands.ts';
import { AGENT, idOf } from '#test/support/memory-rows.ts';
import { openDeskReplica, SESSION } from '#test/support/desk-replica.ts';
import type { DeskReplica } from '#test/support/desk-replica.ts';
import { firedReminders, openTasksOf, tasksOfUser } from './queries.ts';
import { createReminderService, dismiss, dueReminders, snooze } from './reminders.ts';

const line = (dueAt: number): TaskLine => ({
  id: 'a',
  kind: 'follow-up',
  title: 'Nachfassen',
  partyId: 'p',
  partyName: null,
  assigneeName: '',
  mine: true,
  deputy: null,
  dueAt,
  dueHasTime: true,
  promised: false,
  attempts: 0,
  entries: 0,
  dial: null,
});

describe('what must be called to mind', () => {
  const NOW = 100;
  it.each([
    ['not before it is due', 101, undefined, false],
    ['at its time', 100, undefined, true],
    ['when it was due while the desk was closed', 1, undefined, true],
    ['not again once it has fired', 50, { due_at: 50, remind_at: 50, state: 'fired' }, false],
    ['not again once it was dismissed', 50, { due_at: 50, remind_at: 50, state: 'dismissed' }, false],
    ['not while it is snoozed', 50, { due_at: 50, remind_at: 101, state: 'waiting' }, false],
    ['when the snooze is over', 50, { due_at: 50, remind_at: 100, state: 'waiting' }, true],
    ['anew when it got another due time', 60, { due_at: 50, remind_at: 50, state: 'dismissed' }, true],
    ['not yet when that time is to come', 101, { due_at: 50, remind_at: 50, state: 'fired' }, false],
  ] as const)('%s', (_when, dueAt, known, due) => {
    const reminders = new Map(known ? [['a', { task_id: 'a', ...known }]] : []);
    expect(dueReminders([line(dueAt)], reminders, NOW)).toHaveLength(due ? 1 : 0);
  });
});

describe('the reminders of a desk', () => {
  const START = Date.UTC(2026, 10, 23, 8);
  let desk: DeskReplica;
  let service: ReturnType<typeof createReminderService>;
  beforeEach(() => {
    vi.useFakeTimers({ now: START });
    desk = openDeskReplica();
    desk.now = START;
    service = createReminderService(desk.host);
  });
  afterEach(async () => {
    await service.stop();
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
    desk.close();
  });

  const book = (id: number, dueAt: number, assigneeId = AGENT.userId): void =>
    desk.run(taskCreate, {
      id: idOf(id),
      kind: 'follow-up',
      title: `Aufgabe ${id}`,
      partyId: idOf(900),
      assigneeId,
      dueAt,
      dueHasTime: true,
      promised: false,
      from: null,
    });
  async function wait(ms: number): Promise<void> {
    desk.now += ms;
    await vi.advanceTimersByTimeAsync(ms);
  }
  const told = (): readonly string[] => desk.notifications.map(({ body }) => body);
  const local = (write: Parameters<DeskReplica['replica']['write']>[1]) =>
    desk.replica.write(['task_reminder'], write);

  it('fire at their time, to the second, once', async () => {
    await service.start();
    book(1, START + 10_000);
    await wait(9_999);
    expect(told()).toEqual([]);
    await wait(1);
    expect(desk.notifications).toEqual([
      {
        title: 'Wiedervorlage fällig',
        body: 'Aufgabe 1',
        tag: `task:${idOf(1)}`,
        route: `/customers/${idOf(900)}`,
      },
    ]);
    await wait(120_000);
    expect(told()).toHaveLength(1);
    expect(firedReminders(desk.host, { userId: AGENT.userId }).map(({ title }) => title)).toEqual([
      'Aufgabe 1',
    ]);
  });

  it('fire at the start for what fell due meanwhile, and not for colleagues, what is done, or with nobody there', async () => {
    book(1, START - 1);
    book(2, START - 1, idOf(22));
    book(3, START - 1);
    desk.run(taskComplete, { id: idOf(3) });
    desk.signIn(null);
    await service.start();
    expect(told()).toEqual([]);
    desk.signIn(SESSION);
    expect(told()).toEqual(['Aufgabe 1']);
  });

  it('come back when a snooze is over, at that second, and not when they are dismissed', async () => {
    book(1, START);
    book(2, START);
    await service.start();
    expect(told()).toHaveLength(2);
    local((db) => snooze(db, { id: idOf(1), until: desk.now + 5_000 }));
    local((db) => dismiss(db, { id: idOf(2) }));
    expect(firedReminders(desk.host, { userId: AGENT.userId })).toEqual([]);
    await wait(4_999);
    expect(told()).toHaveLength(2);
    await wait(1);
    expect(told()).toEqual(['Aufgabe 1', 'Aufgabe 2', 'Aufgabe 1']);
  });

  it('fire anew for a new due time', async () => {
    book(1, START);
    await service.start();
    desk.run(taskReschedule, { id: idOf(1), dueAt: START + 60_000, dueHasTime: true });
    await wait(60_000);
    expect(told()).toHaveLength(2);
  });

  it('go on after a failure', async () => {
    await service.start();
    book(1, START + 1_000);
    const { db } = desk.host;
    const prepare = vi.spyOn(db, 'prepare').mockImplementationOnce(() => {
      throw new Error('disk');
    });
    await wait(1_000);
    expect([told(), desk.log.lines]).toEqual([[], ['error reminders could not be read']]);
    prepare.mockRestore();
    await wait(30_000);
    expect(told()).toEqual(['Aufgabe 1']);
  });

  it('are found after a clock that jumped, as a laptop’s that slept', async () => {
    await service.start();
    book(1, START + 8 * 3_600_000);
    desk.now += 9 * 3_600_000;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(told()).toEqual(['Aufgabe 1']);
  });

  it('are of tasks that are listed soonest first', () => {
    book(1, START + 2);
    book(2, START + 1, idOf(22));
    book(3, START + 1);
    book(4, START + 50);
    desk.run(taskComplete, { id: idOf(4) });
    expect(openTasksOf(desk.host, { partyId: idOf(900) }).map(({ title, mine }) => [title, mine])).toEqual([
      ['Aufgabe 2', false],
      ['Aufgabe 3', true],
      ['Aufgabe 1', true],
    ]);
    expect(
      tasksOfUser(desk.host, { userId: AGENT.userId, until: START + 2 }).map(({ title }) => title),
    ).toEqual(['Aufgabe 3']);
  });
});
