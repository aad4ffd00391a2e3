import { describe, expect, it } from 'vitest';
import { createMemoryRows, idOf, runInMemory } from '#test/support/memory-rows.ts';
import { linkAdd, linkRemove, linkTable } from './links.ts';

const from = { type: 'interaction', id: idOf(1) };
const to = { type: 'ticket', id: idOf(2) };

describe('a link', () => {
  it('is made once under its id, however often it is asked for', () => {
    const rows = createMemoryRows();
    for (const target of [to, to, { ...to, id: idOf(3) }])
      runInMemory(rows, linkAdd, { id: idOf(9), from, to: target });
    expect(rows.all(linkTable)).toEqual([
      {
        id: idOf(9),
        scope_id: 'scope',
        ver: 0,
        from_type: 'interaction',
        from_id: idOf(1),
        to_type: 'ticket',
        to_id: idOf(2),
      },
    ]);
  });

  it('goes, and may be gone already', () => {
    const rows = createMemoryRows();
    runInMemory(rows, linkAdd, { id: idOf(9), from, to });
    for (let i = 0; i < 2; i++) runInMemory(rows, linkRemove, { id: idOf(9) });
    expect(rows.all(linkTable)).toEqual([]);
  });

  it.each(['', 'Ticket', 'ticket;', 'a'.repeat(42)])('does not point at a %j', (type) => {
    expect(() =>
      runInMemory(createMemoryRows(), linkAdd, { id: idOf(9), from, to: { type, id: idOf(2) } }),
    ).toThrow('to.type');
  });
});
