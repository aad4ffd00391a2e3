import { describe, expect, it } from 'vitest';
import { FREE_FAILURES, pauseAfter } from './login-failures.ts';

describe('pauseAfter', () => {
  it('costs nothing at first, then doubles up to five minutes', () => {
    expect(pauseAfter(FREE_FAILURES - 1)).toBe(0);
    expect([0, 1, 2, 3].map((more) => pauseAfter(FREE_FAILURES + more))).toEqual([1000, 2000, 4000, 8000]);
    expect(pauseAfter(1000)).toBe(300_000);
  });
});
