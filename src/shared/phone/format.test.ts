import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callingCodeOf, withoutTrunkZero } from './calling-code.ts';
import { formatNumber } from './format.ts';
import { parseStored } from './stored.ts';

describe('a number for reading', () => {
  it.each([
    ['492214710612', {}, '0221 4710612'],
    ['492214710612', { stem: '492214710' }, '0221 4710-612'],
    ['493023125247', { stem: '4930231252' }, '030 231252-47'],
    ['4922147100', { stem: '492214710' }, '0221 4710-0'],
    ['492214710612', { stem: '492214710612' }, '0221 4710612'],
    ['492214710612', { stem: '4930' }, '0221 4710612'],
    ['492214710612', { stem: null }, '0221 4710612'],
    ['491713920012', {}, '0171 3920012'],
    ['442079460012', {}, '+44 20 7946 0012'],
    ['41446681800', {}, '+41 44 668 18 00'],
    ['41446681800', { country: '41' }, '044 668 18 00'],
    ['492214710612', { country: '43' }, '+49 221 4710612'],
    ['390612345678', { country: '39' }, '+39 06 1234 5678'],
    ['12133734253', { country: '1' }, '+1 213 373 4253'],
    ['9991234567', {}, '+9991234567'],
    ['4911234', {}, '011234'],
    ['49116117', {}, '116117'],
    ['49116117', { country: '41' }, '+49 116117'],
  ])('%s %o → %s', (digits, options, expected) => {
    expect(formatNumber(digits, { country: '49', ...options })).toBe(expected);
  });

  it('is read back as the same number', () => {
    const digits = fc
      .tuple(
        fc.constantFrom(
          '49',
          '49221',
          '4930',
          '49171',
          '43',
          '431',
          '41',
          '41446',
          '44',
          '39',
          '1',
          '352',
          '33',
          '',
        ),
        fc.integer({ min: 1_000_000, max: 99_999_999 }),
      )
      .map(([prefix, rest]) => `${prefix}${rest}`)
      .filter((each) => callingCodeOf(each) !== null && withoutTrunkZero(each) === each);
    fc.assert(
      fc.property(
        digits,
        fc.constantFrom('49', '43', '41', '39', '1'),
        fc.integer({ min: 1, max: 5 }),
        (number, country, length) => {
          for (const stem of [null, number.slice(0, -length)]) {
            // Too long for an extension: whether it is one number is not guessed when it is typed.
            if (stem !== null && number.length > (number.startsWith('41') ? 11 : 13)) continue;
            const text = formatNumber(number, { country, stem });
            expect(parseStored(text, { country }).map((each) => each.digits)).toEqual([number]);
            expect(formatNumber(parseStored(text, { country })[0]?.digits ?? '', { country, stem })).toBe(
              text,
            );
          }
        },
      ),
      { numRuns: 1500 },
    );
  });
});
