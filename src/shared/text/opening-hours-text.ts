import { WEEK_MINUTES } from './opening-hours.ts';
import type { OpeningHours, OpenSpan } from './opening-hours.ts';

const DAY_MINUTES = 24 * 60;

/** Hours of one day, minutes from its beginning; `to` over 1,440 is on the next day, always less than a day later. */
type DaySpan = OpenSpan;

/**
 * Opening hours as they are read, one way to write them: days in a row with the same hours together,
 * "Mo–Fr 8:00–12:00, 14:00–18:00; Sa 20:00–3:00". Reading that again gives the same hours.
 *
 * @param days seven short names from Monday
 */
export function openingHoursText(hours: OpeningHours, days: readonly string[]): string {
  const groups: { readonly first: string; last: string; readonly times: string }[] = [];
  for (const [day, name] of days.entries()) {
    const times = timesOn(hours, day);
    const group = groups.at(-1);
    if (group?.times === times) group.last = name;
    else groups.push({ first: name, last: name, times });
  }
  return groups
    .filter(({ times }) => times !== '')
    .map(({ first, last, times }) => (first === last ? `${first} ${times}` : `${first}–${last} ${times}`))
    .join('; ');
}

function timesOn(hours: OpeningHours, day: number): string {
  return piecesOf(hours)
    .filter(({ from }) => Math.floor(from / DAY_MINUTES) === day)
    .map(({ from, to }) => ({ from: from - day * DAY_MINUTES, to: to - day * DAY_MINUTES }))
    .map(({ from, to }: DaySpan) => `${clock(from)}–${clock(to > DAY_MINUTES ? to - DAY_MINUTES : to)}`)
    .join(', ');
}

/** Each begins on one day and lasts less than a day, or is within it: what lasts longer is cut at every midnight. */
function piecesOf(hours: OpeningHours): readonly OpenSpan[] {
  return overSunday(hours).flatMap(({ from, to }) => {
    const isOfOneDay = Math.floor(from / DAY_MINUTES) === Math.floor((to - 1) / DAY_MINUTES);
    if (isOfOneDay || to - from < DAY_MINUTES) return [{ from, to }];
    const pieces: OpenSpan[] = [];
    for (let start = from; start < to;) {
      const end = Math.min(to, (Math.floor(start / DAY_MINUTES) + 1) * DAY_MINUTES);
      pieces.push({ from: start, to: end });
      start = end;
    }
    return pieces;
  });
}

/** A night from Sunday to Monday is kept in two spans; here it is one again, of Sunday. */
function overSunday(hours: OpeningHours): readonly OpenSpan[] {
  const [first, last] = [hours[0], hours.at(-1)];
  const isOneNight =
    first !== last &&
    first?.from === 0 &&
    last?.to === WEEK_MINUTES &&
    first.to + last.to - last.from < DAY_MINUTES;
  if (!isOneNight) return hours;
  return [...hours.slice(1, -1), { from: last.from, to: WEEK_MINUTES + first.to }];
}

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60))}:${String(minute % 60).padStart(2, '0')}`;
