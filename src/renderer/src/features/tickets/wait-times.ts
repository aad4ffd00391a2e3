const MINUTE = 60_000;

/** Local time of a day some days on, of Saturday and Sunday the Monday after; the clock change is the calendar's business. */
function dayAt(now: number, days: number): number {
  const day = new Date(now);
  day.setDate(day.getDate() + days);
  while (day.getDay() === 0 || day.getDay() === 6) day.setDate(day.getDate() + 1);
  return day.setHours(9, 0, 0, 0);
}

/** Till when a ticket is usually put aside: nine o'clock tomorrow, in three days, in a week, in two weeks; each once. */
export function waitPicks(now: number): readonly number[] {
  return [...new Set([1, 3, 7, 14].map((days) => dayAt(now, days)))];
}

/** Of a date field with its time, local; undefined while it is not complete or lies behind. */
export function parseWait(typed: string, now: number): number | undefined {
  const at = new Date(typed).getTime();
  return Number.isNaN(at) || at < now + MINUTE ? undefined : at;
}
