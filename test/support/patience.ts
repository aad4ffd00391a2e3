import { vi } from 'vitest';

/*
 * Set up before the tests of every file. A busy machine is no failure: what waits for a condition goes on with it, or
 * ends here; the second that Vitest gives by itself is not enough on two cores with a full run. Vitest has a setting
 * for the patience of `expect.poll`, and none for these two.
 */

/** ms; below the limit of every test, so that what did not come is told, and not that time was up. */
const PATIENCE = 20_000;

type Options = Exclude<Parameters<typeof vi.waitFor>[1], number>;

/** Nobody means less. */
const patient = (given: number | Options): Options => {
  const { timeout = 0, ...options } = typeof given === 'number' ? { timeout: given } : (given ?? {});
  return { ...options, timeout: Math.max(timeout, PATIENCE) };
};

const { waitFor, waitUntil } = vi;
vi.waitFor = (callback, options) => waitFor(callback, patient(options));
vi.waitUntil = (callback, options) => waitUntil(callback, patient(options));
