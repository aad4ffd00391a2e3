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
export function spanOf({ first, last }: Days, now: number): Span | undefined {
  const from = midnight(first);
  const until = midnight(last, 1);
  if (Number.isNaN(from) || Number.isNaN(until) || until <= from || until <= now) return undefined;
  return { fromAt: first === dayOf(now) ? now : from, untilAt: until };
}

/** What is reported, as days. */
export const daysOf = ({ fromAt, untilAt }: Span): Days => ({
  first: dayOf(fromAt),
  last: dayOf(untilAt - 1),
});

interface Span {
  readonly fromAt: number;
  readonly untilAt: number;
}

interface Reported extends Span {
  readonly deputyId: string;
}

type Changes = Partial<Reported>;

/**
 * What was typed anew of an absence and, to take it back, how that was; both empty: nothing. A day that was not touched
 * keeps its hour. undefined: the days are none, as in {@link spanOf}.
 */
export function changesOf(
  was: Reported,
  typed: Days & { readonly deputyId: string },
  now: number,
): { readonly forth: Changes; readonly back: Changes } | undefined {
  const span = spanOf(typed, now);
  if (!span) return undefined;
  const days = daysOf(was);
  const changed = {
    fromAt: typed.first !== days.first,
    untilAt: typed.last !== days.last,
    deputyId: typed.deputyId !== was.deputyId,
  };
  const pick = ({ fromAt, untilAt, deputyId }: Reported): Changes => ({
    ...(changed.fromAt && { fromAt }),
    ...(changed.untilAt && { untilAt }),
    ...(changed.deputyId && { deputyId }),
  });
  return { forth: pick({ ...span, deputyId: typed.deputyId }), back: pick(was) };
}

/** Of a day, or so many days after it; days of 23 and 25 hours are days, too. */
function midnight(day: string, after = 0): number {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return Number.NaN;
  const at = new Date(`${day}T00:00`);
  return at.setDate(at.getDate() + after);
}
