import type { SeedContext } from '../seed-command.ts';
import { DAY, HOUR } from '../world.ts';

const OPENS = 8 * HOUR;
const CLOSES = 18 * HOUR;
/** Weekends are quiet. */
const WEEKEND_SHARE = 0.15;

/** A moment of the twelve months before today, in office hours. */
export function pastTime({ random, today }: SeedContext): number {
  for (;;) {
    const midnight = today - (1 + random.int(364)) * DAY;
    const day = new Date(midnight + 12 * HOUR).getUTCDay();
    if ((day !== 0 && day !== 6) || random.chance(WEEKEND_SHARE))
      return midnight + OPENS + random.int(CLOSES - OPENS);
  }
}

/** In order. */
export function pastTimes(context: SeedContext, count: number): number[] {
  return Array.from({ length: count }, () => pastTime(context)).toSorted((a, b) => a - b);
}
