import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openingAt, parseOpeningHours, WEEK_MINUTES, weekMinuteOf } from './opening-hours.ts';

const at = (day: number, hour: number, minute = 0): number => (day * 24 + hour) * 60 + minute;
const MONDAY = 0;
const FRIDAY = 4;
const SATURDAY = 5;
const SUNDAY = 6;

/** What it says in that minute. */
function open(text: string, minute: number): boolean | null {
  const hours = parseOpeningHours(text);
  return hours && openingAt(hours, minute).isOpen;
}

describe('opening hours as people write them', () => {
  it.each([
    ['Mo–Fr 8–16 Uhr', at(MONDAY, 8), true],
    ['Mo–Fr 8–16 Uhr', at(FRIDAY, 16), false],
    ['Mo-Fr 8.30 - 16:15 Uhr', at(FRIDAY, 16, 14), true],
    ['Mo–Do 9–17 Uhr, Fr 9–13 Uhr', at(FRIDAY, 14), false],
    ['Mo–Do 9–17 Uhr, Fr 9–13 Uhr', at(3, 14), true],
    ['Di und Do 14–18 Uhr', at(1, 14), true],
    ['Di und Do 14–18 Uhr', at(2, 14), false],
    ['Mo, Mi, Fr 9–12 und 14–17', at(2, 15), true],
    ['Mo, Mi, Fr 9–12 und 14–17', at(2, 13), false],
    ['Montag bis Freitag von 7 bis 18 Uhr; Samstag 8–12 Uhr', at(SATURDAY, 11, 59), true],
    ['rund um die Uhr', at(SUNDAY, 3), true],
    ['24/7', at(SUNDAY, 3), true],
    ['täglich 10–20 Uhr', at(SUNDAY, 19), true],
    ['Fr–Mo 10–12', at(MONDAY, 11), true],
    ['Fr–Mo 10–12', at(1, 11), false],
    ['So 22–6 Uhr', at(MONDAY, 5), true],
    ['Sa 22–24 Uhr', at(SATURDAY, 23, 59), true],
    ['Mon–Fri 9–17', at(MONDAY, 9), true],
  ])('%s, minute %i: %s', (text, minute, isOpen) => {
    expect(open(text, minute)).toBe(isOpen);
  });

  it.each([
    ...['', 'nach Vereinbarung', 'Mo–Fr 8–16 Uhr und nach Vereinbarung', '8–16 Uhr', 'Mo–Fr', 'Mo 8'],
    ...['Mo 25–26', 'Mo 8:75–9', 'Mo–Fr 8–16,', 'Mo 8–8', 'Notfälle jederzeit', 'Mo 8–12–16'],
  ])('says nothing of what it cannot read: "%s"', (text) => {
    expect(parseOpeningHours(text)).toBeNull();
  });

  it('knows when that changes', () => {
    const hours = parseOpeningHours('Mo–Fr 8–12, 13–16') ?? [];
    expect(openingAt(hours, at(MONDAY, 9))).toEqual({ isOpen: true, changesAt: at(MONDAY, 12) });
    expect(openingAt(hours, at(MONDAY, 12))).toEqual({ isOpen: false, changesAt: at(MONDAY, 13) });
    expect(openingAt(hours, at(FRIDAY, 20))).toEqual({ isOpen: false, changesAt: at(MONDAY, 8) });
    expect(openingAt(parseOpeningHours('rund um die Uhr') ?? [], 0).changesAt).toBeNull();
    const night = parseOpeningHours('So 22–6 Uhr') ?? [];
    expect(openingAt(night, at(SUNDAY, 23))).toEqual({ isOpen: true, changesAt: at(MONDAY, 6) });
  });

  it('counts the minutes of the week from Monday, by the clock of this machine', () => {
    expect(weekMinuteOf(new Date(2026, 10, 23, 0, 0).getTime())).toBe(0);
    expect(weekMinuteOf(new Date(2026, 10, 22, 23, 59).getTime())).toBe(WEEK_MINUTES - 1);
  });

  const parts = [
    'Mo',
    'Fr',
    'So',
    'täglich',
    '8',
    '16',
    '24',
    '8.30',
    '–',
    'bis',
    ',',
    'und',
    'Uhr',
    '99',
    'x',
  ];
  it('whatever is typed: nothing, or spans in order within the week', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(fc.constantFrom(...parts), { maxLength: 14 }).map((all) => all.join(' ')),
        ),
        fc.integer({ min: 0, max: WEEK_MINUTES - 1 }),
        (text, minute) => {
          const hours = parseOpeningHours(text);
          if (hours === null) return;
          let last = -1;
          for (const { from, to } of hours) {
            expect(from).toBeGreaterThan(last);
            expect(to).toBeGreaterThan(from);
            last = to;
          }
          expect(last).toBeLessThanOrEqual(WEEK_MINUTES);
          const { isOpen, changesAt } = openingAt(hours, minute);
          // It never changes to what it is already.
          if (changesAt !== null) expect(openingAt(hours, changesAt % WEEK_MINUTES).isOpen).toBe(!isOpen);
        },
      ),
    );
  });

  it('reads back every span that is written out', () => {
    const days = ['Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa', 'So'];
    fc.assert(
      fc.property(fc.nat(6), fc.nat(1438), fc.nat(1439), (day, from, more) => {
        const to = Math.min(1440, from + 1 + more);
        const clock = (minute: number): string =>
          `${String(Math.floor(minute / 60))}:${String(minute % 60).padStart(2, '0')}`;
        expect(parseOpeningHours(`${days[day] ?? ''} ${clock(from)}–${clock(to)} Uhr`)).toEqual([
          { from: day * 1440 + from, to: day * 1440 + to },
        ]);
      }),
    );
  });
});
