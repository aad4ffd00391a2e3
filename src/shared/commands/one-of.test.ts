import fc from 'fast-check';
import { expect, it } from 'vitest';
import { idOf } from '#test/support/memory-rows.ts';
import { defineTable, optionalText, text } from '../rows/table.ts';
import type { AnyRow, Value } from '../rows/table.ts';
import { wholeOneOf, withTheirOwn } from './one-of.ts';

const table = defineTable(
  'card',
  { owner: text(), group: optionalText(), title: text() },
  { oneOf: { columns: ['owner', 'group'], none: 'card.none', several: 'card.several' } },
);
const COLUMNS = ['owner', 'group', 'title'] as const;
const anyText = fc.constantFrom('', 'a', 'b');
const values = fc.record({ owner: anyText, group: fc.option(anyText), title: anyText });
const patches = fc
  .tuple(values, fc.subarray([...COLUMNS]))
  .map(([from, some]): Record<string, Value> => Object.fromEntries(some.map((name) => [name, from[name]])));
const isSaid = (value: unknown): boolean => value !== null && value !== undefined && value !== '';
const rowOf = (fields: Readonly<Record<string, Value>>): AnyRow => ({
  ...{ id: idOf(1), scope_id: 's', ver: 1 },
  ...fields,
});

it('leaves exactly one that says something, or is refused, and changes nothing else', () => {
  fc.assert(
    fc.property(values, patches, values, (row, patch, beside) => {
      const touches = ['owner', 'group'].some((column) => Object.hasOwn(patch, column));
      let whole: Readonly<Record<string, Value>>;
      try {
        whole = wholeOneOf(table, rowOf(row), patch, beside);
      } catch (error) {
        expect(touches).toBe(true);
        expect(error).toMatchObject({ code: expect.stringMatching(/^card\.(none|several)$/) as string });
        return;
      }
      expect(whole['title']).toEqual(patch['title']);
      if (!touches) expect(whole).toBe(patch);
      if (!touches) return;
      const after = { ...row, ...whole };
      expect([after.owner, after.group].filter(isSaid)).toHaveLength(1);
      // What was chosen is never turned into something else.
      for (const column of ['owner', 'group'])
        if (isSaid(patch[column])) expect(whole[column]).toBe(patch[column]);
    }),
  );
});

it.each([
  ['a person over a group', { owner: '', group: 'g' }, { owner: 'n' }, {}, { owner: 'n', group: null }],
  ['nobody, where the group stays', { owner: '', group: 'g' }, { owner: '' }, {}, { owner: '', group: 'g' }],
  [
    'no group, where its own side had a person',
    { owner: '', group: 'g' },
    { group: null },
    { owner: 'n', group: null },
    { owner: 'n', group: null },
  ],
])('takes %s', (_name, row, patch, beside, expected) => {
  expect(wholeOneOf(table, rowOf(row), patch, beside)).toEqual(expected);
});

it('refuses what would leave none, or several', () => {
  const refused = (code: string): unknown => expect.objectContaining({ code });
  const mehmets = rowOf({ owner: 'm', group: null });
  expect(() => wholeOneOf(table, mehmets, { owner: '' }, { owner: '' })).toThrow(refused('card.none'));
  expect(() => wholeOneOf(table, mehmets, { owner: 'n', group: 'g' }, {})).toThrow(refused('card.several'));
});

it('makes late together what is one value, and only what would change', () => {
  expect([...withTheirOwn(table, ['owner'], ['group', 'title'])]).toEqual(['owner', 'group']);
  expect([...withTheirOwn(table, ['owner'], ['title'])]).toEqual(['owner']);
  expect([...withTheirOwn(table, ['title'], ['owner', 'group'])]).toEqual(['title']);
});
