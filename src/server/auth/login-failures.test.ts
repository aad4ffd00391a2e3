import { describe, expect, it } from 'vitest';
import { attempt, FREE_FAILURES, pauseAfter } from './login-failures.ts';

describe('pauseAfter', () => {
  it('costs nothing at first, then doubles up to five minutes', () => {
    expect(pauseAfter(FREE_FAILURES - 1)).toBe(0);
    expect([0, 1, 2, 3].map((more) => pauseAfter(FREE_FAILURES + more))).toEqual([1000, 2000, 4000, 8000]);
    expect(pauseAfter(1000)).toBe(300_000);
  });
});

describe('attempt', () => {
  const now = 1_000_000_000;

  it('counts, and makes nobody wait before there were failures enough', () => {
    expect(attempt({ failures: 2, lastAt: now }, now)).toEqual({
      wait: 0,
      after: { failures: 3, lastAt: now },
    });
  });

  it('lets a request through whose time was taken before that of the one in front of it', () => {
    expect(attempt({ failures: 0, lastAt: now + 3 }, now).wait).toBe(0);
  });

  it('neither counts nor prolongs while the account rests', () => {
    const before = { failures: FREE_FAILURES + 1, lastAt: now };
    expect(attempt(before, now + 500)).toEqual({ wait: 1500, after: before });
    expect(attempt(before, now + 2000)).toMatchObject({ wait: 0, after: { failures: FREE_FAILURES + 2 } });
  });

  it('never makes anybody wait longer than the pause, whatever another clock said', () => {
    expect(attempt({ failures: FREE_FAILURES, lastAt: now + 86_400_000 }, now).wait).toBe(1000);
  });

  it('forgets after a quarter of an hour', () => {
    const before = { failures: 50, lastAt: now };
    expect(attempt(before, now + 15 * 60_000)).toMatchObject({ wait: 0, after: { failures: 1 } });
  });
});
