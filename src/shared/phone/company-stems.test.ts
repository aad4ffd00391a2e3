import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withCompanyStems } from './company-stems.ts';
import { parseStored } from './stored.ts';

const stemsOf = (...texts: readonly string[]): readonly (string | null)[] =>
  withCompanyStems(texts.flatMap((text) => parseStored(text, { country: '49' }))).map(({ stem }) => stem);

describe('the switchboard several extensions tell of', () => {
  it.each([
    ['two extensions', ['0221 4710-20', '0221 4710-31'], ['492214710', null]],
    ['two spellings of one trunk', ['0221/4710 DW 20', '+49 221 4710-31'], ['492214710', null]],
    ['one extension twice', ['0221 4710-20', '+49 221 4710-20'], [null, null]],
    ['one extension', ['0221 4710-20'], [null]],
    ['digits not written apart', ['0221 471020', '0221 471031'], [null, null]],
    ['two trunks', ['0221 4710-20', '0221 4720-31'], [null, null]],
    ['a flagged trunk', ['0221 4710-20', '0221 4710-0'], [null, '492214710']],
    ['mobiles', ['0171 39200-20', '0171 39200-31'], [null, null]],
    ['an entry that is no number', ['4710-20', '0221 4710-31'], [null, null]],
  ])('%s', (_, texts, expected) => {
    expect(stemsOf(...texts)).toEqual(expected);
  });

  it('changes nothing but stems, flags a trunk once, and asked again changes nothing', () => {
    const typed = fc.tuple(
      fc.constantFrom('0221 4710', '030 23125', '0171 3920'),
      fc.constantFrom('-', ' ', ' DW '),
    );
    const numbers = fc.array(fc.tuple(typed, fc.integer({ min: 0, max: 99 })), { maxLength: 8 });
    fc.assert(
      fc.property(numbers, (all) => {
        const stored = all.flatMap(([[trunk, mark], extension]) =>
          parseStored(`${trunk}${mark}${String(extension)}`, { country: '49' }),
        );
        const first = withCompanyStems(stored);
        expect(first.map((number) => ({ ...number, stem: null }))).toEqual(
          stored.map((number) => ({ ...number, stem: null })),
        );
        expect(withCompanyStems(first)).toEqual(first);
      }),
    );
  });
});
