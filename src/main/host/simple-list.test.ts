import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDeskReplica } from '#test/support/desk-replica.ts';
import type { DeskReplica } from '#test/support/desk-replica.ts';
import { idOf } from '#test/support/memory-rows.ts';
import { simpleList } from './simple-list.ts';

const list = simpleList<{ readonly id: string; readonly name: string }>({
  ...{ name: 'x', columns: ['name'], sql: "SELECT id, name FROM party WHERE status = 'customer'" },
  cells: ({ name }) => [name],
});

let desk: DeskReplica;
beforeEach(() => {
  desk = openDeskReplica();
  for (const [id, name] of [
    [1, 'Erika Brandt'],
    [2, 'Jörg Groß'],
    [3, 'Frank Brandt'],
  ] as const)
    desk.addParty(idOf(id), name);
});
afterEach(() => desk.close());

describe('a list of one statement', () => {
  it('comes in pages, each row once, and says how many there are', () => {
    expect(list.count(desk.replica.db, { text: '' })).toBe(3);
    const seen: (readonly string[])[] = [];
    let after: string | null = null;
    do {
      const page: ReturnType<typeof list.page> = list.page(desk.replica.db, { text: '' }, after, 2);
      seen.push(...page.rows);
      after = page.next;
    } while (after !== null);
    expect(seen).toEqual([['Erika Brandt'], ['Jörg Groß'], ['Frank Brandt']]);
  });

  it.each([
    ['brandt', 2],
    ['GROSS', 1],
    [' ', 3],
    ['%', 0],
  ])('leaves what has %j in it', (text, count) => {
    expect(list.page(desk.replica.db, { text }, null, 10).rows).toHaveLength(count);
  });
});
