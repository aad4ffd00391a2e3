import { describe, expect, it } from 'vitest';
import { createFormat, daysBetween } from './format.ts';

const at = (day: number, hour = 12, minute = 0): number => new Date(2026, 10, day, hour, minute).getTime();
const now = at(19);
const de = createFormat('de');
const en = createFormat('en');

describe('createFormat', () => {
  it('names near days and writes far ones out', () => {
    expect(de.moment(at(19, 14, 5), now)).toBe('heute 14:05');
    expect(de.moment(at(20, 9), now)).toBe('morgen 09:00');
    expect(en.moment(at(18, 9), now)).toBe('yesterday 09:00');
    expect(de.nearDay(at(26), now)).toBe('Do., 26. Nov.');
    expect(de.day(new Date(2025, 4, 3).getTime(), now)).toBe('3. Mai 2025');
  });

  it('counts days by the calendar, not by 24 hours', () => {
    expect(de.relative(at(18, 23, 59), at(19, 11))).toBe('gestern');
    expect(de.relative(at(16), now)).toBe('vor 3 Tagen');
    expect(en.relative(at(19, 12, 10), now)).toBe('in 10 minutes');
    expect(de.relative(at(19, 9), now)).toBe('vor 3 Stunden');
    expect(de.relative(now, now)).toBe('jetzt');
  });

  it('shortens for narrow columns', () => {
    expect(de.short(at(19, 8, 7), now)).toBe('08:07');
    expect(de.short(at(18), now)).toBe('gestern');
    expect(de.short(at(16), now)).toBe('Mo');
    expect(de.short(at(2), now)).toBe('02.11.26');
  });

  it.each([
    [0, '0:00'],
    [65, '1:05'],
    [3599, '59:59'],
    [3723, '1:02:03'],
    [-5, '0:00'],
  ])('writes %d s of talk as %s', (seconds, text) => {
    expect(de.duration(seconds)).toBe(text);
  });

  it('groups digits as the language does', () => {
    expect(de.number(1234567)).toBe('1.234.567');
    expect(en.number(1234567)).toBe('1,234,567');
  });
});

describe('daysBetween', () => {
  it('is whole over the change of the clock', () => {
    const days = Array.from({ length: 400 }, (_, day) => new Date(2026, 0, 1 + day, 6).getTime());
    for (const [index, day] of days.entries()) expect(daysBetween(days[0] ?? 0, day)).toBe(index);
  });
});
