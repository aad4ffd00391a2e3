import { vi } from 'vitest';

/** Waits for a condition; the limit is there for what never comes true, not to measure anything. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  await vi.waitUntil(condition, { timeout: 60_000, interval: 20 });
}
