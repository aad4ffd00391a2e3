import { usualDays } from '#shared/features/tickets/due.ts';

/** The end of a working day, by the clock of this desk. */
const HOUR = 18;

const two = (value: number): string => String(value).padStart(2, '0');

/** `2026-11-26`, local, as a date field takes it: the usual day for this kind; of Saturday and Sunday the Monday after. */
export function usualDueDay(kind: string, now: number): string {
  const day = new Date(now);
  day.setDate(day.getDate() + usualDays(kind));
  while (day.getDay() === 0 || day.getDay() === 6) day.setDate(day.getDate() + 1);
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** ms; undefined while the day is not complete. */
export function dueAtOf(day: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  const at = new Date(`${day}T${two(HOUR)}:00`).getTime();
  return Number.isNaN(at) ? undefined : at;
}
