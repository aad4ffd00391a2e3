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

const valuesOfRow = fc.tuple(fc.string({ minLength: 1, maxLength: 64 }), fc.jsonValue(), fc.jsonValue());
/** One table of a page from 0 to 9, its rows at these versions. */
const tableOf = (
  rows: readonly (readonly [pk: unknown, scope: unknown, value: unknown])[],
  vers: readonly unknown[],
): { tbl: unknown; columns: unknown; rows: unknown[] } => ({
  tbl: 'note',
  columns: ['id', 'scope_id', 'ver', 'title'],
  rows: rows.map(([pk, scope, value], index) => [pk, scope, vers[index], value]),
});
const isTaken = (tables: unknown): boolean =>
  pullReply.safeParse({ ...(page([]) as object), tables }).success;

describe('the rows of a page by table', () => {
  const some = fc.array(valuesOfRow, { minLength: 1, maxLength: 9 });

  it('are taken as they are', () => {
    fc.assert(
      fc.property(some, (rows) => {
        const whole = { ...(page([]) as object), tables: [tableOf(rows, [1, 2, 3, 4, 5, 6, 7, 8, 9])] };
        expect(pullReply.parse(whole)).toEqual(whole);
      }),
    );
  });

  it.each([
    ['a row of another length', (rows: unknown[]) => [...rows, ['n', 's', 9]]],
    ['a row that is no list', (rows: unknown[]) => [...rows, { id: 'n' }]],
    ['a row without an id', (rows: unknown[]) => [...rows, ['', 's', 9, 't']]],
    ['an id that is too long', (rows: unknown[]) => [...rows, ['x'.repeat(65), 's', 9, 't']]],
    ['a version that is none', (rows: unknown[]) => [...rows, ['n', 's', '9', 't']]],
    ['half a version', (rows: unknown[]) => [...rows, ['n', 's', 8.5, 't']]],
    ['a version before the one before it', (rows: unknown[]) => [['n', 's', 2, 't'], ...rows]],
    ['a row from after the page', (rows: unknown[]) => [...rows, ['n', 's', 10, 't']]],
    ['a row from before the page', (rows: unknown[]) => [['n', 's', 0, 't'], ...rows]],
  ])('are none with %s', (_what, spoil) => {
    fc.assert(
      fc.property(fc.array(valuesOfRow, { minLength: 1, maxLength: 8 }), (rows) => {
        const table = tableOf(rows, [1, 2, 3, 4, 5, 6, 7, 8]);
        expect(isTaken([{ ...table, rows: spoil(table.rows) }])).toBe(false);
      }),
    );
  });

  it('name each column once, and first what every row has', () => {
    const table = tableOf([], []);
    expect(isTaken([table])).toBe(true);
    for (const columns of [
      ...[undefined, 'id', ['id', 'scope_id'], ['scope_id', 'id', 'ver'], ['id', 'scope_id', 'ver', 'ver']],
      ['id', 'scope_id', 'ver', 7],
    ])
      expect(isTaken([{ ...table, columns }])).toBe(false);
  });

  it('are a list of tables', () => {
    for (const tables of [
      null,
      {},
      'note',
      [null],
      [1],
      [{}],
      [{ ...tableOf([], []), tbl: 1 }],
      [{ tbl: 'note' }],
    ])
      expect(isTaken(tables)).toBe(false);
  });

  it('whatever they are, are taken or refused, never thrown at', () => {
    fc.assert(fc.property(fc.anything(), (tables) => void isTaken(tables)));
    fc.assert(
      fc.property(
        fc.anything(),
        fc.anything(),
        (columns, rows) => void isTaken([{ tbl: 't', columns, rows }]),
      ),
    );
  });
});
