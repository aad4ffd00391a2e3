import { expect, it } from 'vitest';
import { createLately } from './lately.ts';

it('is so for a moment after the last time, and not before the first', () => {
  let now = 0;
  const typed = createLately(1_000, () => now);
  expect(typed.is()).toBe(false);
  typed.note();
  now = 999;
  expect(typed.is()).toBe(true);
  typed.note();
  now = 1_998;
  expect(typed.is()).toBe(true);
  now = 1_999;
  expect(typed.is()).toBe(false);
});
