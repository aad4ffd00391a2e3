import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GIVE_UP_MS, pauseAfter } from './back-off.ts';

describe('the pause', () => {
  it('grows, and stays between half and one and a half of what it is on the average', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (n, random) => {
          const pause = pauseAfter(n, random);
          const middle = pauseAfter(n, 0.5);
          expect(pause).toBeGreaterThanOrEqual(middle / 2 - 1);
          expect(pause).toBeLessThanOrEqual(middle * 1.5 + 1);
          expect(pauseAfter(n + 1, random)).toBeGreaterThanOrEqual(pause);
        },
      ),
    );
  });

  it('gives a receiver that is away for three days about twenty attempts', () => {
    let [spent, attempts] = [0, 0];
    while (spent < GIVE_UP_MS) spent += pauseAfter((attempts += 1), 0.5);
    expect(attempts).toBeGreaterThan(15);
    expect(attempts).toBeLessThan(30);
  });
});
