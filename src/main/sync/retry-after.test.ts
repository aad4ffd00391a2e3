import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readRetryAfter } from './retry-after.ts';

it('reads seconds and dates, and is never sent away for long', () => {
  expect(readRetryAfter('7')).toBe(7_000);
  expect(readRetryAfter(' 0 ')).toBe(0);
  expect(readRetryAfter('999999999')).toBe(600_000);
  const now = Date.parse('2026-11-22T08:00:00Z');
  expect(readRetryAfter('Sun, 22 Nov 2026 08:00:30 GMT', now)).toBe(30_000);
  // F27: a clock that is an hour wrong.
  expect(readRetryAfter('Sun, 22 Nov 2026 09:00:30 GMT', now)).toBe(600_000);
  expect(readRetryAfter('Sun, 22 Nov 2026 07:00:00 GMT', now)).toBe(0);
  expect(readRetryAfter(undefined)).toBeUndefined();
  expect(readRetryAfter('soon')).toBeUndefined();
});

it('makes a wait or nothing of whatever a header holds', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const ms = readRetryAfter(text, 0);
      expect(ms === undefined || (ms >= 0 && ms <= 600_000)).toBe(true);
    }),
  );
});
