import { expect, it } from 'vitest';
import { AGENT, createMemoryRows, idOf, runInMemory } from '#test/support/memory-rows.ts';
import { wrapUpPass, wrapUpSettle } from './commands.ts';
import { passedWrapUpTable } from './model.ts';

const passed = { id: idOf(1), callId: idOf(2), toUserId: idOf(3), outcome: null, note: 'Ruft zurück' };
const as = (userId: string) => ({ actor: { ...AGENT, userId } });

it('a wrap-up goes to somebody else, and is settled by one of the two', () => {
  const rows = createMemoryRows();
  runInMemory(rows, wrapUpPass, passed);
  expect(rows.all(passedWrapUpTable)).toMatchObject([
    { call_id: idOf(2), from_user: AGENT.userId, to_user: idOf(3), note: 'Ruft zurück' },
  ]);
  expect(() => runInMemory(rows, wrapUpSettle, { id: idOf(1) }, as(idOf(9)))).toThrow(
    expect.objectContaining({ code: 'wrap-up.not-yours' }),
  );
  for (let i = 0; i < 2; i++) runInMemory(rows, wrapUpSettle, { id: idOf(1) }, as(idOf(3)));
  expect(rows.all(passedWrapUpTable)).toEqual([]);
});

it('a wrap-up does not go to whoever passes it on', () => {
  expect(() => runInMemory(createMemoryRows(), wrapUpPass, { ...passed, toUserId: AGENT.userId })).toThrow(
    expect.objectContaining({ code: 'wrap-up.to-self' }),
  );
});
