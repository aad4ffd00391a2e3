const FIRST_MS = 5_000;
const FACTOR = 3;
const MOST_MS = 6 * 3_600_000;

/** From the first attempt on; then it is parked. */
export const GIVE_UP_MS = 3 * 86_400_000;

/**
 * How long to wait after so many attempts: 5 s, 15 s, 45 s … 6 h, each by up to a half more or less, so that what
 * failed together does not come again together.
 *
 * @param random from [0, 1)
 */
export function pauseAfter(attempts: number, random: number): number {
  const pause = Math.min(MOST_MS, FIRST_MS * FACTOR ** Math.max(0, attempts - 1));
  return Math.round(pause * (0.5 + random));
}
