import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf } from '#shared/kernel/day.ts';
import { changesOf, daysOf, spanOf } from './days.ts';

const NOW = new Date('2026-11-23T08:00').getTime();

describe('the days of an absence', () => {
  it('are whole, the last included; today begins now', () => {
    expect(spanOf({ first: '2026-11-25', last: '2026-11-26' }, NOW)).toEqual({
      fromAt: new Date('2026-11-25T00:00').getTime(),
      untilAt: new Date('2026-11-27T00:00').getTime(),
    });
    expect(spanOf({ first: '2026-11-23', last: '2026-11-23' }, NOW)).toEqual({
      fromAt: NOW,
      untilAt: new Date('2026-11-24T00:00').getTime(),
    });
  });

  it.each([
    ['', '2026-11-25'],
    ['2026-11-25', ''],
    ['2026-11-26', '2026-11-25'],
    ['2026-11-01', '2026-11-22'],
    ['23.11.2026', '2026-11-25'],
    ['2026-11-25', '2026-13-41'],
  ])('are none of %o to %o', (first, last) => expect(spanOf({ first, last }, NOW)).toBeUndefined());

  it('are never over and never end before they begin, whatever is typed', () => {
    const day = fc.oneof(
      fc.string(),
      fc.integer({ min: 0, max: 5e12 }).map((at) => dayOf(at)),
    );
    fc.assert(
      fc.property(day, day, (first, last) => {
        const span = spanOf({ first, last }, NOW);
        if (span) expect(span.untilAt).toBeGreaterThan(Math.max(span.fromAt, NOW));
      }),
    );
  });
});

describe('a change of an absence', () => {
  const at = (day: string): number => new Date(day).getTime();
  // From Friday noon on, by the other program that reported it.
  const was = { fromAt: at('2026-11-20T12:00'), untilAt: at('2026-11-28T00:00'), deputyId: 'mehmet' };
  const same = { ...daysOf(was), deputyId: 'mehmet' };

  it('is what was typed anew and nothing else; a day left alone keeps its hour', () => {
    expect(same).toMatchObject({ first: '2026-11-20', last: '2026-11-27' });
    expect(changesOf(was, same, NOW)).toEqual({ forth: {}, back: {} });
    expect(changesOf(was, { ...same, last: '2026-11-25' }, NOW)).toEqual({
      forth: { untilAt: at('2026-11-26T00:00') },
      back: { untilAt: was.untilAt },
    });
    expect(changesOf(was, { ...same, deputyId: 'birgit' }, NOW)).toEqual({
      forth: { deputyId: 'birgit' },
      back: { deputyId: 'mehmet' },
    });
    expect(changesOf(was, { ...same, first: '2026-11-23' }, NOW)).toMatchObject({ forth: { fromAt: NOW } });
  });

  it.each([{ last: '' }, { last: '2026-11-19' }, { last: '2026-11-22' }, { first: '' }])(
    'is none to %o: these are no days, or they are over',
    (typed) => expect(changesOf(was, { ...same, ...typed }, NOW)).toBeUndefined(),
  );
});
