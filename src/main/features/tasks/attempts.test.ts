import { afterEach, beforeEach, expect, it } from 'vitest';
import { taskAttempt, taskComplete, taskCreate, taskForgetAttempt } from '#shared/features/tasks/commands.ts';
import type { TaskKind } from '#shared/features/tasks/model.ts';
import { openDeskReplica } from '#test/support/desk-replica.ts';
import type { DeskReplica } from '#test/support/desk-replica.ts';
import { AGENT, idOf } from '#test/support/memory-rows.ts';
import { tasks } from './feature.ts';
import { attemptsOf, tasksOfUser } from './queries.ts';

const START = new Date('2026-11-23T09:00').getTime();
const HOUR = 3_600_000;
const PARTY = idOf(900);

let desk: DeskReplica;
beforeEach(() => {
  desk = openDeskReplica();
  desk.now = START;
});
afterEach(() => desk.close());

const book = (id: number, dueAt: number, kind: TaskKind = 'callback'): void =>
  desk.run(taskCreate, {
    ...{ id: idOf(id), kind, title: `Aufgabe ${id}`, partyId: PARTY, assigneeId: AGENT.userId, dueAt },
    ...{ dueHasTime: true, promised: false, from: null },
  });
const mine = () => tasksOfUser(desk.host, { userId: AGENT.userId, until: START + 30 * 24 * HOUR });

it('attempts are kept in order, move the task, and are taken back', () => {
  book(1, START);
  const due = { at: START + HOUR, hasTime: true };
  desk.run(taskAttempt, { id: idOf(1), attemptId: idOf(70), due: null });
  desk.now += 1_000;
  desk.run(taskAttempt, { id: idOf(1), attemptId: idOf(71), due });
  desk.run(taskAttempt, { id: idOf(1), attemptId: idOf(71), due });
  expect(mine()).toMatchObject([{ attempts: 2, dueAt: due.at }]);
  expect(attemptsOf(desk.host, { id: idOf(1) })).toMatchObject([
    { id: idOf(71), at: START + 1_000, movedTo: due.at },
    { id: idOf(70), at: START, movedTo: null },
  ]);
  desk.run(taskForgetAttempt, { id: idOf(1), attemptId: idOf(71) });
  expect(mine()).toMatchObject([{ attempts: 1, dueAt: START }]);
});

it('a call in vain is an attempt at what was to be done by telephone today, once however often it is taken', () => {
  book(1, START - HOUR);
  book(2, START + HOUR, 'appointment');
  book(3, START + HOUR, 'letter');
  book(4, START + 48 * HOUR);
  book(5, START);
  desk.run(taskComplete, { id: idOf(5) });
  const call = {
    ...{ id: idOf(80), partyId: PARTY, partyName: null, number: null, startedAt: START, endedAt: START },
    note: '',
  };
  const attempts = () => Object.fromEntries(mine().map((task) => [task.title, task.attempts]));
  tasks.takeWrapUp?.(desk.host, { ...call, direction: 'in', outcome: 'not-reached' });
  tasks.takeWrapUp?.(desk.host, { ...call, direction: 'out', outcome: 'resolved' });
  tasks.takeWrapUp?.(desk.host, { ...call, direction: 'out', outcome: 'not-reached', partyId: null });
  expect(Object.values(attempts())).toEqual([0, 0, 0, 0]);
  const inVain = { ...call, direction: 'out', outcome: 'not-reached' } as const;
  tasks.takeWrapUp?.(desk.host, inVain);
  tasks.takeWrapUp?.(desk.host, inVain);
  expect(attempts()).toEqual({ 'Aufgabe 1': 1, 'Aufgabe 2': 1, 'Aufgabe 3': 0, 'Aufgabe 4': 0 });
});
