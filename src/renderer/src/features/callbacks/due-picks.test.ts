import { describe, expect, it } from 'vitest';
import type { CallbackLine } from '#shared/features/callbacks/contract.ts';
import { callbacks, NOW } from '#test/renderer/fixture.ts';
import { dueAt, duePicks } from './due-picks.ts';
import { isOverdue } from './words.ts';

const local = (month: number, day: number, hour: number, minute = 0): number =>
  new Date(2026, month - 1, day, hour, minute).getTime();

describe('duePicks', () => {
  it('an hour on to the next five minutes, some time today, some time tomorrow', () => {
    expect(duePicks(local(11, 30, 9, 12))).toEqual([
      { key: 'hour', at: local(11, 30, 10, 15), hasTime: true },
      { key: 'today', at: local(11, 30, 12), hasTime: false },
      { key: 'tomorrow', at: local(12, 1, 12), hasTime: false },
    ]);
  });
});

describe('dueAt', () => {
  it('takes a whole moment that is still to come', () => {
    expect(dueAt('2026-11-19T14:30', NOW)).toEqual({ at: local(11, 19, 14, 30), hasTime: true });
  });

  it.each(['', '2026-11-', '2026-11-19', '2026-02-31T99:00', '2026-11-19T09:12', '1999-01-01T10:00'])(
    'not %j',
    (typed) => {
      expect(dueAt(typed, NOW)).toBeUndefined();
    },
  );
});

describe('isOverdue', () => {
  const [line] = callbacks as readonly [CallbackLine, ...CallbackLine[]];
  it.each([
    ['without a time', null, false],
    ['an hour ahead', { at: NOW + 3_600_000, hasTime: true }, false],
    ['a minute ago', { at: NOW - 60_000, hasTime: true }, true],
    ['some time today', { at: local(11, 19, 0), hasTime: false }, false],
    ['some time yesterday', { at: local(11, 18, 12), hasTime: false }, true],
  ])('%s', (_when, due, late) => expect(isOverdue({ ...line, due }, NOW)).toBe(late));
});
