import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attemptFrom, FREE_LEVEL } from './address-failures.ts';
import type { Level } from './address-failures.ts';

const now = 1_000_000_000;

function tries(count: number, at: (index: number) => number, level: Level = { level: 0, lastAt: now }) {
  let state = level;
  const waits: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const { wait, after } = attemptFrom(state, at(index));
    waits.push(wait);
    state = after;
  }
  return { waits, state };
}

describe('failures of one address', () => {
  it('cost nothing at first, then a pause that doubles', () => {
    const { waits } = tries(FREE_LEVEL + 1, () => now);
    expect(waits).toEqual([...Array.from({ length: FREE_LEVEL }, () => 0), 1000]);
  });

  it('are forgotten with time, so that a branch that mistypes all day never waits', () => {
    expect(tries(500, (index) => now + index * 30_000).waits.every((wait) => wait === 0)).toBe(true);
  });

  it('never make anybody wait longer than a minute, whatever the clocks say', () => {
    fc.assert(
      fc.property(
        fc.record({ level: fc.double({ min: 0, max: 1e6, noNaN: true }), lastAt: fc.integer() }),
        fc.integer(),
        (before, at) => {
          const { wait } = attemptFrom(before, at);
          expect(wait).toBeGreaterThanOrEqual(0);
          expect(wait).toBeLessThanOrEqual(60_000);
        },
      ),
    );
  });

  it('let a try through once the pause is over', () => {
    const { state } = tries(FREE_LEVEL, () => now);
    expect(attemptFrom(state, now + 999).wait).toBe(1);
    expect(attemptFrom(state, now + 1000).wait).toBe(0);
  });
});
