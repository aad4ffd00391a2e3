/** ms */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const localeOf: Readonly<Record<string, string>> = { de: 'de-DE', en: 'en-GB' };

/** Dates, times, durations and numbers as the chosen language writes them, in this machine's time zone. */
export interface Format {
  /** 14:05 */
  time(at: number): string;
  /** 03.05.2026 */
  date(at: number): string;
  /** Mo. 3. Mai, with the year when it is not this one's */
  day(at: number, now: number): string;
  /** heute, morgen, gestern, else {@link day} */
  nearDay(at: number, now: number): string;
  /** "heute 14:05", "Mo. 3. Mai 14:05" */
  moment(at: number, now: number): string;
  /** "vor 3 Tagen", "in 10 Minuten", "gerade eben" */
  relative(at: number, now: number): string;
  /** Time today, "gestern", weekday within the week, else the date: for narrow columns. */
  short(at: number, now: number): string;
  /** 1:05, 1:02:03 */
  duration(seconds: number): string;
  number(value: number): string;
  list(items: readonly string[]): string;
}

export function createFormat(language: string): Format {
  const locale = localeOf[language] ?? language;
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
  const date = new Intl.DateTimeFormat(locale, { day: '2-digit', month: '2-digit', year: 'numeric' });
  const shortDate = new Intl.DateTimeFormat(locale, { day: '2-digit', month: '2-digit', year: '2-digit' });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short' });
  const dayThisYear = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short' });
  const dayOtherYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const number = new Intl.NumberFormat(locale);
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });

  const day = (at: number, now: number): string =>
    (new Date(at).getFullYear() === new Date(now).getFullYear() ? dayThisYear : dayOtherYear).format(at);
  const nearDay = (at: number, now: number): string => {
    const days = daysBetween(now, at);
    return Math.abs(days) <= 1 ? relative.format(days, 'day') : day(at, now);
  };

  return {
    time: (at) => time.format(at),
    date: (at) => date.format(at),
    day,
    nearDay,
    moment: (at, now) => `${nearDay(at, now)} ${time.format(at)}`,
    relative(at, now) {
      const away = at - now;
      const size = Math.abs(away);
      if (size < MINUTE) return relative.format(0, 'second');
      if (size < HOUR) return relative.format(Math.round(away / MINUTE), 'minute');
      if (daysBetween(now, at) === 0) return relative.format(Math.round(away / HOUR), 'hour');
      if (size < 45 * DAY) return relative.format(daysBetween(now, at), 'day');
      if (size < 365 * DAY) return relative.format(Math.round(away / (30.44 * DAY)), 'month');
      return relative.format(Math.round(away / (365.25 * DAY)), 'year');
    },
    short(at, now) {
      const days = daysBetween(now, at);
      if (days === 0) return time.format(at);
      if (days === -1) return relative.format(-1, 'day');
      return days < 0 && days > -7 ? weekday.format(at) : shortDate.format(at);
    },
    duration(seconds) {
      const whole = Math.max(0, Math.floor(seconds));
      const two = (value: number): string => String(value).padStart(2, '0');
      const minutes = Math.floor(whole / 60);
      return minutes < 60
        ? `${minutes}:${two(whole % 60)}`
        : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
    },
    number: (value) => number.format(value),
    list: (items) => list.format(items),
  };
}

/** Calendar days from one moment to another, in local time; the days of the clock change count as one as well. */
export function daysBetween(from: number, to: number): number {
  const midnight = (at: number): number => new Date(at).setHours(0, 0, 0, 0);
  return Math.round((midnight(to) - midnight(from)) / DAY);
}
