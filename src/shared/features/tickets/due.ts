import { isBuiltInKind } from './model.ts';
import type { BuiltInTicketKind } from './model.ts';

/** Days a ticket of this kind is given where nobody says otherwise. */
const USUAL: Readonly<Record<BuiltInTicketKind, number>> = {
  enquiry: 3,
  complaint: 2,
  support: 1,
  order: 5,
  other: 7,
};
const OWN_KIND = 5;
/** The end of a working day in the middle of Europe, UTC: the same on every desk and at the centre, whatever their clocks say. */
const HOUR_UTC = 17;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

export const usualDays = (kind: string): number => (isBuiltInKind(kind) ? USUAL[kind] : OWN_KIND);

/** When a ticket opened at `at` (ms) by whoever names no day is due: the usual day of its kind; of a weekend the Monday after. */
export function usualDueAt(kind: string, at: number): number {
  const opened = Math.floor(at / DAY_MS) * DAY_MS;
  let day = opened + usualDays(kind) * DAY_MS;
  while (isWeekend(day)) day += DAY_MS;
  return day + HOUR_UTC * HOUR_MS;
}

function isWeekend(at: number): boolean {
  const day = new Date(at).getUTCDay();
  return day === 0 || day === 6;
}
