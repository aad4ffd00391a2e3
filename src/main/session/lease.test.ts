import { describe, expect, it } from 'vitest';
import { createLease } from './lease.ts';

const DAY = 86_400_000;
const start = 1_800_000_000_000;

function setUp(kept = new Map<string, unknown>()) {
  const at = { wall: start, running: 0, online: false, signedIn: true };
  const locked: string[] = [];
  let contact = (): void => {};
  const checks: (() => void)[] = [];
  const lease = createLease({
    local: { get: (key) => kept.get(key), set: (key, value) => void kept.set(key, value) },
    clock: { now: () => at.wall },
    monotonic: () => at.running,
    isOnline: () => at.online,
    session: {
      stored: () => (at.signedIn ? ({} as never) : null),
      leaseDays: () => 30,
      check: async () => checks.shift()?.(),
      lock(reason) {
        locked.push(reason);
        at.signedIn = false;
      },
      onContact(listener) {
        contact = listener;
        return () => {};
      },
    },
  });
  return { at, locked, lease, kept, checks, contact: () => contact() };
}

describe('a desk without its centre', () => {
  it('warns in the last days, then locks', () => {
    const { at, locked, lease } = setUp();
    const warnings: (number | undefined)[] = [];
    lease.onWarning(() => warnings.push(lease.warning()));
    for (let day = 1; day <= 30; day += 1) {
      at.wall = start + day * DAY;
      lease.tick();
    }
    expect(warnings).toEqual([5, 4, 3, 2, 1, 0]);
    expect(locked).toEqual(['lease']);
  });

  it('starts anew with every contact', () => {
    const { at, locked, lease } = setUp();
    for (let day = 1; day <= 200; day += 1) {
      at.wall = start + day * DAY;
      at.online = day % 29 === 0;
      lease.tick();
    }
    expect(locked).toEqual([]);
  });

  it('gains nothing by a clock that is set back before each start', async () => {
    const kept = new Map<string, unknown>();
    let starts = 0;
    for (let locked = false; !locked && starts < 100; starts += 1) {
      const desk = setUp(kept);
      await desk.lease.start();
      // A working day, every day on the same date.
      desk.at.running += DAY / 3;
      desk.lease.tick();
      await desk.lease.stop();
      locked = desk.locked.length > 0;
    }
    expect(starts).toBe(90);
  });

  it('gets a chance to find its centre before it locks at a start', async () => {
    const kept = new Map<string, unknown>([['lease', { used: 31 * DAY, wall: start }]]);
    const found = setUp(kept);
    found.checks.push(() => found.contact());
    await found.lease.start();
    await found.lease.stop();
    expect(found.locked).toEqual([]);
    const lost = setUp(new Map<string, unknown>([['lease', { used: 31 * DAY, wall: start }]]));
    await lost.lease.start();
    await lost.lease.stop();
    expect(lost.locked).toEqual(['lease']);
  });
});
