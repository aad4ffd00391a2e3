import { expect, it } from 'vitest';
import { parseWait, waitPicks } from './wait-times.ts';

const at = (day: number, hour = 9): number => new Date(2026, 10, day, hour).getTime();

it('a ticket is put aside till a morning of work; of two that fall on one day there is one', () => {
  expect(waitPicks(at(18, 14))).toEqual([at(19), at(23), at(25), at(32)]);
  expect(waitPicks(at(20, 14))).toEqual([at(23), at(27), at(34)]);
});

it.each([
  ['2026-11-19T10:30', new Date(2026, 10, 19, 10, 30).getTime()],
  ['2026-11-18T13:59', undefined],
  ['2026-11-18', undefined],
  ['', undefined],
])('%j typed is taken where it is to come', (typed, expected) => {
  expect(parseWait(typed, at(18, 14))).toBe(expected);
});
