import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boolean, defineTable, integer, json, optionalText, text } from '#shared/rows/table.ts';
import { checkId, checkValue, columnOf, sameValue } from './values.ts';

const table = defineTable('thing', {
  name: text(),
  note: optionalText(),
  size: integer(),
  on: boolean(),
  more: json(),
});

describe('checkValue', () => {
  it.each([
    ['name', 'Ä😀'],
    ['name', ''],
    ['note', null],
    ['size', -3],
    ['size', Number.MAX_SAFE_INTEGER],
    ['on', false],
    ['more', {}],
    ['more', [1, { a: null, b: ['x'] }]],
  ])('takes %s = %j', (name, value) => {
    expect(() => checkValue(table, name, value)).not.toThrow();
  });

  it.each([
    ['name', null],
    ['name', undefined],
    ['name', 1],
    ['name', 'NUL \0'],
    ['name', '\ud800'],
    ['size', 1.5],
    ['size', 2 ** 53],
    ['size', Number.NaN],
    ['size', '1'],
    ['on', 1],
    ['more', null],
    ['more', 'x'],
    ['more', { a: '\0' }],
    ['more', { '\udfff': 1 }],
    ['more', [Number.POSITIVE_INFINITY]],
    ['more', { a: undefined }],
  ])('refuses %s = %j', (name, value) => {
    expect(() => checkValue(table, name, value)).toThrow(expect.objectContaining({ code: 'row.bad-value' }));
  });

  it('knows only the columns of the definition', () => {
    for (const name of ['constructor', '__proto__', 'name"; --', 'tenant_id']) {
      expect(() => checkValue(table, name, 'x')).toThrow(expect.objectContaining({ code: 'row.bad-column' }));
    }
  });

  it('never throws anything but a refusal', () => {
    fc.assert(
      fc.property(fc.constantFrom(...table.columnNames), fc.anything(), (name, value) => {
        try {
          checkValue(table, name, value);
        } catch (error) {
          expect(error).toMatchObject({ code: 'row.bad-value' });
        }
      }),
    );
  });
});

describe('sameValue', () => {
  const column = (name: string) => columnOf(table, name);

  it("compares JSON by content and a desk's 0/1 as a boolean", () => {
    expect(sameValue(column('more'), { a: 1, b: { c: [1, 2] } }, { b: { c: [1, 2] }, a: 1 })).toBe(true);
    expect(sameValue(column('more'), [1, 2], [2, 1])).toBe(false);
    expect(sameValue(column('on'), true, 1)).toBe(true);
    expect(sameValue(column('on'), false, 0)).toBe(true);
    expect(sameValue(column('on'), true, 0)).toBe(false);
    expect(sameValue(column('name'), '1', 1)).toBe(false);
    expect(sameValue(column('note'), null, undefined)).toBe(false);
  });
});

describe('checkId', () => {
  it.each(['', 'x'.repeat(65), '\0', 7, null])('refuses %j', (id) => {
    expect(() => checkId(id)).toThrow(expect.objectContaining({ code: 'row.bad-id' }));
  });
});
