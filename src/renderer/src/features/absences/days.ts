import { dayOf } from '#shared/kernel/day.ts';

/** Whole days as they are typed, `2026-11-23`. */
export interface Days {
  readonly first: string;
  readonly last: string;
}

/**
 * From the first moment of the first day, or from now where that is today, to the first moment after the last, ms.
 * undefined: not two days, in this order, of which the last is not over.
 */
export function spanOf({ first, last }: Days, now: number): { fromAt: number; untilAt: number } | undefined {
  const from = midnight(first);
  const until = midnight(last, 1);
  if (Number.isNaN(from) || Number.isNaN(until) || until <= from || until <= now) return undefined;
  return { fromAt: first === dayOf(now) ? now : from, untilAt: until };
}

/** Of a day, or so many days after it; days of 23 and 25 hours are days, too. */
function midnight(day: string, after = 0): number {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return Number.NaN;
  const at = new Date(`${day}T00:00`);
  return at.setDate(at.getDate() + after);
}
