import { expect } from 'vitest';

/** `expect(…)` for what comes true by itself; on a slow machine later. */
export const eventually = <T>(probe: () => T): ReturnType<typeof expect.poll<T>> =>
  expect.poll(probe, { timeout: 60_000, interval: 50 });
