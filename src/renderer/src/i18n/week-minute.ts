import { WEEK_MINUTES, weekMinuteOf } from '#shared/text/opening-hours.ts';
import type { Format } from './format.ts';

const MINUTE = 60_000;
const DAY_MINUTES = 24 * 60;

/** The next time it is that minute of the week: "16:00" today, "morgen 08:00", "Mo. 23. Nov. 08:00". */
export function weekMinuteWords(
  minute: number,
  now: number,
  format: Pick<Format, 'time' | 'moment'>,
): string {
  const ahead = (minute - weekMinuteOf(now) + WEEK_MINUTES) % WEEK_MINUTES;
  const date = new Date(now);
  date.setSeconds(0, 0);
  // By the calendar: a day on which the clock is changed is not 24 hours long.
  date.setDate(date.getDate() + Math.floor(((weekMinuteOf(now) % DAY_MINUTES) + ahead) / DAY_MINUTES));
  date.setHours(0, minute % DAY_MINUTES);
  const at = date.getTime();
  const isToday = new Date(at).toDateString() === new Date(now).toDateString() && at - now < 24 * 60 * MINUTE;
  return isToday ? format.time(at) : format.moment(at, now);
}
