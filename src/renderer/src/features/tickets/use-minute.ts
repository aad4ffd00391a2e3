import { useNow } from '../../ui/use-now.ts';

/** ms */
const MINUTE = 60_000;

/** The beginning of this minute, ms: what waits comes back by itself, so lists are asked for anew with each. */
export function useMinute(): number {
  return Math.floor(useNow() / MINUTE) * MINUTE;
}
