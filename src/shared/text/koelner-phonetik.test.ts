import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { koelnerPhonetik } from './koelner-phonetik.ts';

describe('Kölner Phonetik', () => {
  it.each([
    ['Müller-Lüdenscheidt', '657 52682'],
    ['Breschnew', '17863'],
    ['Wikipedia', '3412'],
    ['Heinz Classen', '068 4586'],
    ['Meier', '67'],
    ['Mayr', '67'],
    ['Maier', '67'],
    ['Schmidt', '862'],
    ['Schmitt', '862'],
    ['Philipp', '351'],
    ['Filip', '351'],
    ['Xaver', '4837'],
    ['Axel', '0485'],
    ['Groß', '478'],
    ['Gross', '478'],
    ['Demır', '267'],
    ['Anna', '06'],
    ['', ''],
    ['4711', ''],
  ])('%s → %s', (text, code) => {
    expect(koelnerPhonetik(text)).toBe(code);
  });

  it('is digits and blanks, whatever is put in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(koelnerPhonetik(text)).toMatch(/^(?:\d+(?: \d+)*)?$/);
      }),
    );
  });
});
