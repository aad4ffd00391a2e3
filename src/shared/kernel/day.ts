/** A calendar day as it is stored and compared: `2026-03-31`. */
export type Day = string;

const two = (part: number): string => String(part).padStart(2, '0');

/** The day it is at `at` (ms), by the clock of this machine; with a zone (`Europe/Berlin`) by that of the zone. */
export function dayOf(at: number, timeZone?: string): Day {
  const date = new Date(at);
  if (timeZone === undefined)
    return `${String(date.getFullYear())}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const parts = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone, calendar: 'gregory', numberingSystem: 'latn' },
    ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
  }).formatToParts(date);
  const part = (type: 'year' | 'month' | 'day'): string =>
    parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** The middle of that day here, ms: what a formatter of times is given to write the day. */
export function noonOf(day: Day): number {
  return new Date(`${day}T12:00`).getTime();
}
