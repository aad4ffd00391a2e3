const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const THURSDAY = 4;

export interface QuickPick {
  readonly key: 'hour' | 'tomorrow' | 'thursday';
  /** ms since the epoch */
  readonly at: number;
}

/** Local time of a day some days on; the clock change is the calendar's business. */
function dayAt(now: number, days: number, hour: number): number {
  const day = new Date(now);
  day.setDate(day.getDate() + days);
  return day.setHours(hour, 0, 0, 0);
}

/** The times people say on the phone: in an hour (to the next five minutes), tomorrow at nine, Thursday at ten. */
export function quickPicks(now: number): readonly QuickPick[] {
  const weekday = new Date(now).getDay();
  const toThursday = (THURSDAY - weekday + 7) % 7 || 7;
  return [
    { key: 'hour', at: Math.ceil((now + HOUR) / (5 * MINUTE)) * 5 * MINUTE },
    { key: 'tomorrow', at: dayAt(now, 1, 9) },
    { key: 'thursday', at: dayAt(now, toThursday, 10) },
  ];
}

/** Where the picker begins: the next full hour. */
export function nextFullHour(now: number): number {
  return Math.ceil((now + 1) / HOUR) * HOUR;
}

export function endOfDay(now: number): number {
  return new Date(now).setHours(24, 0, 0, 0);
}

const two = (value: number): string => String(value).padStart(2, '0');

/** `2026-11-19`, local: as date fields take and give it. */
export function dayText(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** `09:30`, local. */
export function timeText(at: number): string {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** `9`, `930`, `9:30`, `14.30` → `09:30`; undefined for what is no time of day. Typed, because a clock to click is slower. */
export function parseTime(typed: string): string | undefined {
  const found = /^(\d{1,2}?)(?:[:.,h ]?(\d{2}))?$/.exec(typed.trim());
  const hours = Number(found?.[1] ?? Number.NaN);
  const minutes = Number(found?.[2] ?? 0);
  return hours < 24 && minutes < 60 ? `${two(hours)}:${two(minutes)}` : undefined;
}

/** The moment of a day and a time of day; undefined while one of them is not complete. */
export function atOn(day: string, time: string): number | undefined {
  const at = new Date(`${day}T${time}`).getTime();
  return Number.isNaN(at) ? undefined : at;
}
