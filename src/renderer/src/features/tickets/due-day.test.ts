import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TICKET_KINDS } from '#shared/features/tickets/model.ts';
import { dueAtOf, usualDueDay } from './due-day.ts';

const THURSDAY = new Date(2026, 10, 19, 9, 12).getTime();

it('a fault is due on the next day, an order in a week of work, a kind of the house in five days', () => {
  expect(usualDueDay('support', THURSDAY)).toBe('2026-11-20');
  expect(usualDueDay('complaint', THURSDAY)).toBe('2026-11-23');
  expect(usualDueDay('order', THURSDAY)).toBe('2026-11-24');
  expect(usualDueDay('0f000000-0000-7000-8000-000000000001', THURSDAY)).toBe('2026-11-24');
});

it('is a day of work to come, at its end, whenever it is asked', () => {
  const anyTime = fc.date({ min: new Date(2020, 0, 1), max: new Date(2040, 0, 1), noInvalidDate: true });
  fc.assert(
    fc.property(fc.constantFrom(...TICKET_KINDS), anyTime, (kind, now) => {
      const at = dueAtOf(usualDueDay(kind, now.getTime())) ?? 0;
      const due = new Date(at);
      expect([1, 2, 3, 4, 5]).toContain(due.getDay());
      expect([due.getHours(), due.getMinutes()]).toEqual([18, 0]);
      expect(at).toBeGreaterThan(now.getTime());
    }),
  );
});

it.each(['', '2026-11', 'morgen', '2026-13-40'])('%j is no day', (typed) => {
  expect(dueAtOf(typed)).toBeUndefined();
});
