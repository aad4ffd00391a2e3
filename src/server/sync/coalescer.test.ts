import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TenantChange } from './change-notifier.ts';
import { createCoalescer } from './coalescer.ts';

const INTERVAL = 50;
let batches: (readonly TenantChange[])[];

beforeEach(() => {
  vi.useFakeTimers();
  batches = [];
});
afterEach(() => void vi.useRealTimers());

const make = () => createCoalescer(INTERVAL, (batch) => batches.push(batch));

describe('the coalescer', () => {
  it('sends the first change at once and the rest of the interval together, newest version a tenant', () => {
    const coalescer = make();
    for (const ver of [1, 3, 2]) coalescer.add({ tenantId: 'a', ver });
    coalescer.add({ tenantId: 'b', ver: 9 });
    expect(batches).toEqual([[{ tenantId: 'a', ver: 1 }]]);
    vi.advanceTimersByTime(INTERVAL);
    expect(batches.slice(1)).toEqual([
      [
        { tenantId: 'a', ver: 3 },
        { tenantId: 'b', ver: 9 },
      ],
    ]);
  });

  it('sends 20 batches a second at most, and the last change always', () => {
    const coalescer = make();
    for (let ver = 1; ver <= 1000; ver += 1) {
      coalescer.add({ tenantId: 'a', ver });
      vi.advanceTimersByTime(1);
    }
    expect(batches.length).toBeLessThanOrEqual(21);
    vi.advanceTimersByTime(INTERVAL);
    expect(batches.at(-1)).toEqual([{ tenantId: 'a', ver: 1000 }]);
  });

  it('is quiet and holds no timer when nothing comes, or once it is stopped', () => {
    const coalescer = make();
    coalescer.add({ tenantId: 'a', ver: 1 });
    vi.advanceTimersByTime(INTERVAL);
    expect(vi.getTimerCount()).toBe(0);
    coalescer.add({ tenantId: 'a', ver: 2 });
    coalescer.add({ tenantId: 'a', ver: 3 });
    coalescer.stop();
    vi.advanceTimersByTime(INTERVAL * 10);
    expect(batches).toHaveLength(2);
    expect(vi.getTimerCount()).toBe(0);
  });
});
