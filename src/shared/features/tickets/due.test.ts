import fc from 'fast-check';
import { expect, it } from 'vitest';
import { idOf } from '#test/support/memory-rows.ts';
import { usualDays, usualDueAt } from './due.ts';
import { TICKET_KINDS } from './model.ts';

const DAY = 86_400_000;

it('is later than the ticket by the days of its kind, on a working day', () => {
  const kinds = fc.constantFrom<string>(...TICKET_KINDS, idOf(1));
  fc.assert(
    fc.property(kinds, fc.integer({ min: 0, max: 4_000_000_000_000 }), (kind, at) => {
      const due = usualDueAt(kind, at);
      expect([1, 2, 3, 4, 5]).toContain(new Date(due).getUTCDay());
      expect(new Date(due).getUTCHours()).toBe(17);
      const days = Math.floor(due / DAY) - Math.floor(at / DAY);
      expect(days).toBeGreaterThanOrEqual(usualDays(kind));
      expect(days).toBeLessThanOrEqual(usualDays(kind) + 2);
    }),
  );
});

it.each([
  ['support', '2026-11-24T09:00:00Z', '2026-11-25T17:00:00Z'],
  ['support', '2026-11-27T09:00:00Z', '2026-11-30T17:00:00Z'],
  [idOf(1), '2026-11-23T23:59:00Z', '2026-11-30T17:00:00Z'],
])('%s opened %s: %s', (kind, at, due) => {
  expect(usualDueAt(kind, Date.parse(at))).toBe(Date.parse(due));
});
