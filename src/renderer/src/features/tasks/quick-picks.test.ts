import { describe, expect, it } from 'vitest';
import { atOn, endOfDay, parseTime, quickPicks } from './quick-picks.ts';

const local = (year: number, month: number, day: number, hour = 0, minute = 0): number =>
  new Date(year, month - 1, day, hour, minute).getTime();
const picksAt = (now: number): readonly number[] => quickPicks(now).map(({ at }) => at);

describe('quickPicks', () => {
  it('an hour on to the next five minutes, tomorrow at nine, Thursday at ten', () => {
    expect(picksAt(local(2026, 11, 17, 9, 12))).toEqual([
      local(2026, 11, 17, 10, 15),
      local(2026, 11, 18, 9),
      local(2026, 11, 19, 10),
    ]);
  });

  it('on a Thursday means the next one', () => {
    expect(picksAt(local(2026, 11, 19, 8))[2]).toBe(local(2026, 11, 26, 10));
  });

  it('are always ahead, at every hour of a week', () => {
    for (let hour = 0; hour < 7 * 24; hour++) {
      const now = local(2026, 10, 22) + hour * 3_600_000;
      for (const at of picksAt(now)) expect(at).toBeGreaterThan(now);
    }
  });
});

describe('parseTime', () => {
  it.each([
    ['9', '09:00'],
    ['14', '14:00'],
    ['930', '09:30'],
    ['1430', '14:30'],
    ['9:05', '09:05'],
    ['14.30', '14:30'],
    [' 8 15 ', '08:15'],
    ['00:00', '00:00'],
  ])('%j is %s', (typed, time) => {
    expect(parseTime(typed)).toBe(time);
  });

  it.each(['', '24', '25:00', '12:60', 'noon', '12345', ':30', '-1'])('%j is none', (typed) => {
    expect(parseTime(typed)).toBeUndefined();
  });
});

describe('moments of a day', () => {
  it('puts day and time together in local time', () => {
    expect(atOn('2026-11-19', '14:30')).toBe(local(2026, 11, 19, 14, 30));
    expect(atOn('2026-11-19', '')).toBeUndefined();
  });

  it('ends a day where the next begins, also when the clock changes', () => {
    expect(endOfDay(local(2026, 10, 25, 12))).toBe(local(2026, 10, 26));
  });
});
