import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advanceLease, daysLeft, freshLease, isOver } from './lease-state.ts';

const DAY = 86_400_000;
const start = 1_800_000_000_000;

describe('the lease', () => {
  it('is used up by days without the centre, running or switched off', () => {
    let lease = freshLease(start);
    lease = advanceLease(lease, { wall: start + 10 * DAY, running: 0 });
    expect([daysLeft(lease, 30), isOver(lease, 30)]).toEqual([20, false]);
    lease = advanceLease(lease, { wall: start + 30 * DAY, running: 20 * DAY });
    expect([daysLeft(lease, 30), isOver(lease, 30)]).toEqual([0, true]);
  });

  it('is not extended by a clock that is set back', () => {
    const used = advanceLease(freshLease(start), { wall: start + 29 * DAY, running: 0 });
    const back = advanceLease(used, { wall: start, running: 0 });
    expect(back.used).toBe(used.used);
    // Set back and left there, the running process still counts.
    expect(isOver(advanceLease(back, { wall: start, running: DAY }), 30)).toBe(true);
    // Set right again, the days between are not counted twice.
    expect(advanceLease(back, { wall: start + 29 * DAY, running: 0 }).used).toBe(29 * DAY);
  });

  it('never gains by whatever the clocks say', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            wall: fc.integer({ min: 0, max: 2 * start }),
            running: fc.integer({ min: 0, max: DAY }),
          }),
        ),
        (looks) => {
          let lease = freshLease(start);
          for (const look of looks) {
            const next = advanceLease(lease, look);
            expect(next.used).toBeGreaterThanOrEqual(lease.used + look.running);
            lease = next;
          }
        },
      ),
    );
  });
});
