import { expect, it } from 'vitest';
import { createLately } from './lately.ts';

it('is so for a moment after the last time, and not before the first', () => {
  let now = 0;
  const typed = createLately(1_000, { monotonic: () => now });
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

it('is so no longer than told where it goes on and on, until a moment has passed without', () => {
  let now = 0;
  const asked = createLately(100, { mostMs: 1_000, monotonic: () => now });
  const goOn = (until: number): boolean => {
    for (; now < until; now += 50) asked.note();
    return asked.is();
  };
  expect(goOn(950)).toBe(true);
  expect(goOn(1_050)).toBe(false);
  expect(goOn(9_000)).toBe(false);
  now += 100;
  expect(goOn(9_200)).toBe(true);
});
