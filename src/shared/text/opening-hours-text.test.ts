import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openingHoursText } from './opening-hours-text.ts';
import { parseOpeningHours, strangeWordIn, WEEK_MINUTES } from './opening-hours.ts';

const GERMAN = ['Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa', 'So'];
const ENGLISH = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const read = (text: string): string => openingHoursText(parseOpeningHours(text) ?? [], GERMAN);

describe('opening hours as they are read', () => {
  it.each([
    ['Montag bis Freitag von 8 bis 16 Uhr', 'Mo–Fr 8:00–16:00'],
    [
      'Mo, Di und Do 8.30–12 und 14–18, Fr 8–12',
      'Mo–Di 8:30–12:00, 14:00–18:00; Do 8:30–12:00, 14:00–18:00; Fr 8:00–12:00',
    ],
    ['Fr 20–3', 'Fr 20:00–3:00'],
    ['So 20–3 Uhr', 'So 20:00–3:00'],
    ['rund um die Uhr', 'Mo–So 0:00–24:00'],
    ['Sa–So 0–24', 'Sa–So 0:00–24:00'],
    // What was meant as the afternoon goes over midnight, and is seen to.
    ['Mo–Fr 8–4', 'Mo–Fr 8:00–4:00'],
  ])('%s', (text, said) => expect(read(text)).toBe(said));

  it('are the same hours when they are read again, in either language', () => {
    const minute = fc.integer({ min: 0, max: WEEK_MINUTES });
    const spans = fc
      .uniqueArray(minute, { minLength: 2, maxLength: 16 })
      .map((ends) => ends.toSorted((a, b) => a - b))
      .map((ends) =>
        Array.from({ length: Math.floor(ends.length / 2) }, (_, index) => ({
          from: ends[index * 2] ?? 0,
          to: ends[index * 2 + 1] ?? 0,
        })),
      );
    fc.assert(
      fc.property(spans, fc.constantFrom(GERMAN, ENGLISH), (hours, days) => {
        expect(parseOpeningHours(openingHoursText(hours, days))).toEqual(hours);
      }),
    );
  });

  it.each([
    ['Mo–Fr 8–16 Uhr außer Feiertage', 'außer'],
    ['Mo–Fr ??', '??'],
    ['Mo–Fr 8–25:70', '25:70'],
    ['rund um die Uhr', undefined],
    ['Mo–Fr', undefined],
    ['', undefined],
  ])('%s: what is no word of opening hours is %s', (text, word) => expect(strangeWordIn(text)).toBe(word));

  it('with a word that is none are never read, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        if (strangeWordIn(text) !== undefined) expect(parseOpeningHours(text)).toBeNull();
      }),
    );
  });
});
