import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pullReply } from './protocol.ts';

const page = (rows: unknown): unknown => ({
  ...{ kind: 'page', epoch: 'e', from: 0, to: 9, complete: false, head: 9, rows },
});

const rowChange = fc.record({
  tbl: fc.string(),
  pk: fc.string({ minLength: 1, maxLength: 64 }),
  ver: fc.nat(),
  row: fc.option(fc.dictionary(fc.string(), fc.jsonValue())),
});

const wrong: readonly (readonly [string, fc.Arbitrary<unknown>])[] = [
  ['tbl', fc.constantFrom(undefined, null, 1, {})],
  ['pk', fc.constantFrom(undefined, null, '', 'x'.repeat(65), 7)],
  ['ver', fc.constantFrom(undefined, null, -1, 1.5, '1', Number.MAX_SAFE_INTEGER + 1, Number.NaN)],
  ['row', fc.constantFrom(undefined, 'row', 3, [], [{}])],
];

describe('the rows of a page', () => {
  it('are taken as they are', () => {
    fc.assert(
      fc.property(fc.array(rowChange), (rows) => {
        expect(pullReply.parse(page(rows))).toEqual(page(rows));
      }),
    );
  });

  it.each(wrong)('are none where one has no proper %s', (field, values) => {
    fc.assert(
      fc.property(fc.array(rowChange), rowChange, values, (rows, last, value) => {
        expect(pullReply.safeParse(page([...rows, { ...last, [field]: value }])).success).toBe(false);
      }),
    );
  });

  it('are a list of objects', () => {
    for (const rows of [undefined, null, {}, 'rows', [null], [1], [[]]])
      expect(pullReply.safeParse(page(rows)).success).toBe(false);
  });
});
