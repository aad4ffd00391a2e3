import { describe, expect, it } from 'vitest';
import { spells } from './spells.ts';

describe('spells', () => {
  it.each([
    'caller 493023125986, withheld',
    '+49 30 23125986',
    '030/23125-986',
    '(030) 231 25 98 6',
    '"digits":"493023125986"',
    '23125986',
  ])('finds the number in %s', (text) => expect(spells(text, '493023125986')).toBe(true));

  it.each(['030 23125987', '23125', '23125, 986 times', ''])('finds none in %s', (text) =>
    expect(spells(text, '493023125986')).toBe(false),
  );
});
