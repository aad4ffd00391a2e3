import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinOwnNumbers, ownHit, ownNumber, ownNumbers, partsOfOwn, typedOwnNumbers } from './own-numbers.ts';

const home = { country: '49' };
const typed = (text: string) => typedOwnNumbers(text, home);

describe('numbers of the house, as they are typed', () => {
  it.each([
    ['0221 47101-XX', '+4922147101-xx'],
    ['+49 (0)221 / 47101 xx', '+4922147101-xx'],
    ['0049 221 47101–xxx', '+4922147101-xxx'],
    ['0221 47101', '+4922147101'],
    ['+44 20 7946 0012', '+442079460012'],
  ])('%s is %s', (text, number) => {
    expect(typed(text)).toEqual({ numbers: [number], bad: [] });
    expect(typed(number)).toEqual({ numbers: [number], bad: [] });
  });

  it('are several, each once, in their order', () => {
    expect(typed('0221 47101-xx\n 030 23125-xxx;0221 47101-XX,\n\n089 99998')).toEqual({
      numbers: ['+4922147101-xx', '+493023125-xxx', '+498999998'],
      bad: [],
    });
  });

  it.each([
    'xx',
    '47101-xx',
    '0221 47101-xxxxxx',
    '0221 47101-20 bis -22',
    'Zentrale',
    '+49 221 471012345-xxxxx',
    '0221 471O1',
  ])('are not %s', (text) => {
    expect(typed(text)).toEqual({ numbers: [], bad: [text] });
  });

  it('are whatever is typed or told to be none, and come back as they were kept', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789+-xX ,\n/()'), maxLength: 80 }), (text) => {
        const { numbers, bad } = typed(text);
        expect(numbers.every((number) => ownNumber.safeParse(number).success)).toBe(true);
        expect(bad.every((line) => text.includes(line))).toBe(true);
        // Any other house would read them alike: they carry their country.
        expect(typedOwnNumbers(joinOwnNumbers(numbers), { country: '41' })).toEqual({ numbers, bad: [] });
      }),
      { examples: [['0X00000'], ['+490012345678']] },
    );
  });

  it('are at most fifty', () => {
    const many = Array.from({ length: 51 }, (_, i) => `+492214${String(i).padStart(4, '0')}`);
    expect(ownNumbers.safeParse(many).success).toBe(false);
    expect(ownNumbers.safeParse(many.slice(1)).success).toBe(true);
  });
});

describe('a caller’s number', () => {
  const own = ['+4922147101-xx', '+493023125', '+492214710155-x'];

  it.each([
    ['4922147101', ''],
    ['49221471010', ''],
    ['4922147101', ''],
    ['492214710121', '21'],
    ['493023125', ''],
    ['4922147101557', '7'],
  ])('%s is ours, extension “%s”', (digits, extension) => {
    expect(ownHit([digits], own)).toEqual({ digits, extension });
  });

  it.each(['4922147101234', '49221471012345', '4930231250', '4922147', '49221471', '4989999980'])(
    '%s is a stranger’s',
    (digits) => {
      expect(ownHit([digits], own)).toBeUndefined();
    },
  );

  it('is ours in whichever reading', () => {
    expect(ownHit(['4930471010', '492214710121'], own)).toEqual({ digits: '492214710121', extension: '21' });
    expect(ownHit(['492214710121'], undefined)).toBeUndefined();
  });

  it('with an extension of that length is always the main number’s', () => {
    const stem = fc.stringMatching(/^[1-9]\d{6,9}$/);
    fc.assert(
      fc.property(
        stem,
        fc.integer({ min: 1, max: 5 }),
        fc.stringMatching(/^\d{1,5}$/),
        (digits, places, rest) => {
          const range = `+${digits}-${'x'.repeat(places)}`;
          expect(partsOfOwn(range)).toEqual({ stem: digits, places });
          const isOurs = rest.length === places || rest === '0';
          expect(ownHit([digits + rest], [range]) !== undefined).toBe(isOurs);
        },
      ),
    );
  });
});
