import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WritableDb } from '../../replica/db.ts';
import { createDuplicateFinder, nextPortion } from './finder.ts';
import type { FinderHost } from './finder.ts';
import { lookAtNext } from './find-pairs.ts';

vi.mock('./find-pairs.ts', () => ({ lookAtNext: vi.fn() }));
const looks = vi.mocked(lookAtNext);

/** Parties that are left to be looked at; each takes so many ms. */
let left: number;
let eachMs: number;
let now: number;
let isRinging: boolean;
let isSyncing: boolean;
let isAsked: boolean;
let change: () => void;
let lookFor: () => void;
let told: number;

beforeEach(() => {
  vi.useFakeTimers();
  [left, eachMs, now, isRinging, isSyncing, isAsked, told] = [1_000, 0.5, 0, false, false, false, 0];
  looks.mockReset().mockImplementation((_, { limit }) => {
    const looked = Math.min(limit, left);
    left -= looked;
    now += looked * eachMs;
    return looked;
  });
});
afterEach(() => vi.useRealTimers());

const host = {
  local: (_tables: readonly string[], write: (db: WritableDb) => unknown) => write({} as WritableDb),
  touch: () => void (told += 1),
  onChanged: (listener: (tables: readonly string[]) => void) => {
    change = () => listener(['party']);
    return () => undefined;
  },
  onRead: (listener: () => void) => {
    lookFor = listener;
    return () => undefined;
  },
  isAsked: () => isAsked,
  log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  calls: { live: () => [{ phase: 'ended' }, ...(isRinging ? [{ phase: 'ringing' }] : [])] },
  status: () => ({ centre: isSyncing ? { progress: { done: 1, total: 2 } } : {} }),
} as unknown as FinderHost;

const portions = (): readonly number[] => looks.mock.calls.map(([, { limit }]) => limit);

describe('the finder of duplicates', () => {
  it('looks at as many in one go as fit two milliseconds', async () => {
    const finder = createDuplicateFinder(host, () => now);
    await finder.start();
    await vi.advanceTimersByTimeAsync(500);
    expect(Math.max(...portions())).toBe(4);
    eachMs = 4;
    await vi.advanceTimersByTimeAsync(100);
    expect(portions().at(-1)).toBe(1);
    await finder.stop();
  });

  it.each([
    ['a call is going on', (is: boolean) => void (isRinging = is)],
    ['the sync brings much', (is: boolean) => void (isSyncing = is)],
    ['a window waits for answers', (is: boolean) => void (isAsked = is)],
  ])('stands back while %s, and goes on after it', async (_, set) => {
    const finder = createDuplicateFinder(host, () => now);
    set(true);
    await finder.start();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(looks).not.toHaveBeenCalled();
    set(false);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(left).toBe(0);
    await finder.stop();
  });

  it('stands back while somebody is looking for something, letter by letter', async () => {
    const finder = createDuplicateFinder(host, () => now);
    await finder.start();
    for (let letters = 0; letters < 50; letters++) {
      lookFor();
      await vi.advanceTimersByTimeAsync(300);
    }
    expect(looks).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(left).toBe(0);
    const looked = looks.mock.calls.length;
    lookFor();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(looks.mock.calls.length).toBe(looked);
    await finder.stop();
  });

  it('rests while rows are pouring in, but for no longer than a minute', async () => {
    const finder = createDuplicateFinder(host, () => now);
    await finder.start();
    const pour = async (ms: number): Promise<void> => {
      for (let passed = 0; passed < ms; passed += 100) {
        change();
        now += 100;
        await vi.advanceTimersByTimeAsync(100);
      }
    };
    await pour(50_000);
    expect(looks).not.toHaveBeenCalled();
    await pour(12_000);
    expect(looks).toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(left).toBe(0);
    await finder.stop();
  });

  it('tells of it now and then while it is at work, and when all is looked at', async () => {
    const finder = createDuplicateFinder(host, () => now);
    await finder.start();
    left = 8_000;
    await vi.advanceTimersByTimeAsync(60_000);
    // Four seconds of looking, by the clock of the host.
    expect([left, told]).toEqual([0, 4]);
    const goes = looks.mock.calls.length;
    left = 2;
    change();
    await vi.advanceTimersByTimeAsync(1_000);
    expect([left, told]).toEqual([0, 5]);
    expect(looks.mock.calls.length).toBe(goes + 2);
    await finder.stop();
  });

  it('takes one at least, and at most twice as many as before', () => {
    expect(nextPortion(10, 1_000)).toBe(1);
    expect(nextPortion(2, 0)).toBe(4);
    expect(nextPortion(20, 0)).toBe(20);
  });
});
