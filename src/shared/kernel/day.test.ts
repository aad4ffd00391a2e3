import { describe, expect, it } from 'vitest';
import { dayOf, noonOf } from './day.ts';

describe('a day', () => {
  it('is that of the zone it is asked for', () => {
    const at = Date.UTC(2026, 2, 31, 22, 30);
    expect(dayOf(at, 'UTC')).toBe('2026-03-31');
    expect(dayOf(at, 'Europe/Berlin')).toBe('2026-04-01');
    expect(dayOf(at, 'America/New_York')).toBe('2026-03-31');
  });

  it('is that of this machine without one, and its noon lies in it', () => {
    const at = new Date(2026, 2, 31, 23, 59).getTime();
    expect(dayOf(at)).toBe('2026-03-31');
    for (const day of ['2026-03-29', '2026-10-25', '2028-02-29']) expect(dayOf(noonOf(day))).toBe(day);
  });
});
