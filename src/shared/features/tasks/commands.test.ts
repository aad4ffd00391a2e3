import { describe, expect, it } from 'vitest';
import { linkTable } from '../../links/links.ts';
import { AGENT, createMemoryRows, idOf, runInMemory } from '#test/support/memory-rows.ts';
import { taskComplete, taskCreate, taskReopen, taskReschedule, taskWithdraw } from './commands.ts';
import { taskTable } from './model.ts';

const callback = {
  id: idOf(1),
  kind: 'callback' as const,
  title: 'Rückruf',
  partyId: idOf(2),
  assigneeId: idOf(3),
  dueAt: 5_000,
  dueHasTime: true,
  promised: true,
  from: { linkId: idOf(4), ref: { type: 'interaction', id: idOf(5) } },
};
const withTask = () => {
  const rows = createMemoryRows();
  runInMemory(rows, taskCreate, callback);
  return rows;
};

describe('a task', () => {
  it('is made open, by whoever acts, linked to what it arose from', () => {
    const rows = withTask();
    expect(rows.all(taskTable)).toMatchObject([
      {
        state: 'open',
        created_by: AGENT.userId,
        created_at: 1_000,
        assignee_id: idOf(3),
        done_at: null,
        promised: true,
      },
    ]);
    expect(rows.all(linkTable)).toMatchObject([
      { id: idOf(4), from_id: idOf(5), to_type: 'task', to_id: idOf(1) },
    ]);
  });

  it('arises from nothing as well', () => {
    const rows = createMemoryRows();
    runInMemory(rows, taskCreate, { ...callback, from: null });
    expect(rows.all(linkTable)).toEqual([]);
  });

  it('is done, reopened, and moved', () => {
    const rows = withTask();
    runInMemory(rows, taskComplete, { id: idOf(1) }, { at: 9_000 });
    expect(rows.all(taskTable)).toMatchObject([{ state: 'done', done_at: 9_000 }]);
    runInMemory(rows, taskReopen, { id: idOf(1) });
    runInMemory(rows, taskReschedule, { id: idOf(1), dueAt: 7_000, dueHasTime: false });
    expect(rows.all(taskTable)).toMatchObject([
      { state: 'open', done_at: null, due_at: 7_000, due_has_time: false },
    ]);
  });

  it('is withdrawn without a trace, and may be gone already', () => {
    const rows = withTask();
    for (let i = 0; i < 2; i++) runInMemory(rows, taskWithdraw, { id: idOf(1) });
    expect(rows.all(taskTable)).toEqual([]);
  });

  it('that is gone is neither done, reopened nor moved', () => {
    const rows = createMemoryRows();
    const gone = expect.objectContaining({ code: 'task.gone' });
    expect(() => runInMemory(rows, taskComplete, { id: idOf(1) })).toThrow(gone);
    expect(() => runInMemory(rows, taskReopen, { id: idOf(1) })).toThrow(gone);
    expect(() => runInMemory(rows, taskReschedule, { id: idOf(1), dueAt: 1, dueHasTime: true })).toThrow(
      gone,
    );
  });

  it.each([{ title: ' ' }, { dueAt: -1 }, { dueAt: 1.5 }, { kind: 'chore' as 'callback' }, { partyId: '' }])(
    'is refused with %j',
    (more) => {
      expect(() => runInMemory(createMemoryRows(), taskCreate, { ...callback, ...more })).toThrow(
        'task.create',
      );
    },
  );
});
