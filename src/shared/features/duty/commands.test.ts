import { expect, it } from 'vitest';
import { AGENT, createMemoryRows, idOf, runInMemory } from '#test/support/memory-rows.ts';
import { dutyBegin, dutyEnd } from './commands.ts';
import { dutySessionTable } from './model.ts';

const begin = { id: idOf(1), deskId: idOf(2), deskName: 'Empfang' };

it('is begun by whoever acts, and ended once, by the same person', () => {
  const rows = createMemoryRows();
  runInMemory(rows, dutyBegin, begin);
  expect(rows.all(dutySessionTable)).toMatchObject([
    { staff_id: AGENT.userId, desk_name: 'Empfang', ended_at: null, ended_how: null },
  ]);
  const other = { ...AGENT, userId: idOf(9) };
  expect(() => runInMemory(rows, dutyEnd, { id: begin.id, how: 'locked' }, { actor: other })).toThrow(
    expect.objectContaining({ code: 'duty.not-yours' }),
  );
  runInMemory(rows, dutyEnd, { id: begin.id, how: 'handed-over' });
  const [ended] = rows.all(dutySessionTable);
  expect(ended).toMatchObject({ ended_how: 'handed-over' });
  runInMemory(rows, dutyEnd, { id: begin.id, how: 'locked' });
  expect(rows.all(dutySessionTable)).toEqual([ended]);
});

it('takes no name of a desk that is none', () => {
  expect(dutyBegin.args.safeParse({ ...begin, deskName: '  ' }).success).toBe(false);
  expect(dutyEnd.args.safeParse({ id: begin.id, how: 'asleep' }).success).toBe(false);
});
