/*
 * Opening hours as people write them: "Mo–Do 9–17 Uhr, Fr 9–13 Uhr", "täglich 8.30 bis 12 und 14–18", "rund um die Uhr".
 * Read strictly: a word that is not understood makes the whole text unreadable, for "closed" said wrongly is worse
 * than nothing said.
 *
 *   text   := always | group { separator group }
 *   group  := days range { separator range }
 *   days   := day [ "–" day ] { separator day [ "–" day ] } | "täglich"
 *   range  := time "–" time
 */

const DAY_MINUTES = 24 * 60;
export const WEEK_MINUTES = 7 * DAY_MINUTES;

/** Minutes of the week from Monday 0:00, `from` ≤ `to`; ascending, apart from each other, within the week. */
export interface OpenSpan {
  readonly from: number;
  readonly to: number;
}
export type OpeningHours = readonly OpenSpan[];

export interface OpeningState {
  readonly isOpen: boolean;
  /** Minute of the week in which that changes next; null: never. */
  readonly changesAt: number | null;
}

type Token =
  | { readonly is: 'day'; readonly day: number }
  | { readonly is: 'time'; readonly minute: number }
  | { readonly is: 'to' | 'and' | 'daily' };

const DAYS: readonly RegExp[] = [
  /^(mo|montags?|mon|mondays?)$/,
  /^(di|dienstags?|tue|tuesdays?)$/,
  /^(mi|mittwochs?|wed|wednesdays?)$/,
  /^(do|donnerstags?|thu|thursdays?)$/,
  /^(fr|freitags?|fri|fridays?)$/,
  /^(sa|samstags?|sonnabends?|sat|saturdays?)$/,
  /^(so|sonntags?|sun|sundays?)$/,
];
const ALWAYS = /^(rund um die uhr|durchgehend|24\/7|24 ?(h|stunden)( täglich)?|around the clock)$/;
const SILENT = new Set(['uhr', 'h', 'von', 'from']);
const PART = /\s*(\d{1,2}[:.]\d{2}|\d{1,2}|\p{L}+|[-–—−]|[,;/&+])\.?/uy;

/** null: not readable. */
export function parseOpeningHours(text: string): OpeningHours | null {
  const plain = plainOf(text);
  if (ALWAYS.test(plain)) return [{ from: 0, to: WEEK_MINUTES }];
  const { tokens, strange } = tokensOf(plain);
  return strange === undefined ? spansOf(tokens) : null;
}

/** The first word that no opening hours have; undefined: none, and the whole may be unreadable all the same. */
export function strangeWordIn(text: string): string | undefined {
  const plain = plainOf(text);
  return ALWAYS.test(plain) ? undefined : tokensOf(plain).strange;
}

const plainOf = (text: string): string =>
  text.trim().toLowerCase().replaceAll(/\s+/gu, ' ').replace(/\.$/, '');

/** Whether it is open in that minute of the week, and until when. */
export function openingAt(hours: OpeningHours, minute: number): OpeningState {
  const now = hours.find(({ from, to }) => from <= minute && minute < to);
  if (now) {
    if (now.to < WEEK_MINUTES) return { isOpen: true, changesAt: now.to };
    // What goes over Sunday's midnight goes on where the week begins.
    const first = hours[0];
    if (first?.from !== 0) return { isOpen: true, changesAt: 0 };
    return { isOpen: true, changesAt: first.to < WEEK_MINUTES ? first.to : null };
  }
  const next = hours.find(({ from }) => from > minute) ?? hours[0];
  return { isOpen: false, changesAt: next?.from ?? null };
}

/** The minute of the week it is at `at` (ms), by the clock of this machine. */
export function weekMinuteOf(at: number): number {
  const date = new Date(at);
  return ((date.getDay() + 6) % 7) * DAY_MINUTES + date.getHours() * 60 + date.getMinutes();
}

interface Read {
  readonly tokens: readonly Token[];
  /** Where reading stopped. */
  readonly strange?: string | undefined;
}

function tokensOf(text: string): Read {
  const tokens: Token[] = [];
  PART.lastIndex = 0;
  while (PART.lastIndex < text.length) {
    const rest = text.slice(PART.lastIndex).trim();
    const word = PART.exec(text)?.[1];
    if (word === undefined) return { tokens, strange: rest.split(' ')[0] ?? rest };
    if (SILENT.has(word)) continue;
    const token = tokenOf(word);
    if (!token) return { tokens, strange: word };
    tokens.push(token);
  }
  return { tokens };
}

function tokenOf(word: string): Token | undefined {
  if (/^([-–—−]|bis|to)$/.test(word)) return { is: 'to' };
  if (/^([,;/&+]|und|and|sowie)$/.test(word)) return { is: 'and' };
  if (/^(täglich|daily)$/.test(word)) return { is: 'daily' };
  const day = DAYS.findIndex((pattern) => pattern.test(word));
  if (day >= 0) return { is: 'day', day };
  const [, hour, minute = '0'] = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(word) ?? [];
  if (hour === undefined || Number(minute) > 59) return undefined;
  const at = Number(hour) * 60 + Number(minute);
  return at <= DAY_MINUTES ? { is: 'time', minute: at } : undefined;
}

function spansOf(tokens: readonly Token[]): OpeningHours | null {
  const spans: OpenSpan[] = [];
  let at = 0;
  const next = (): Token | undefined => tokens[at];
  const skip = (is: Token['is']): boolean => {
    if (next()?.is !== is) return false;
    at += 1;
    return true;
  };

  const day = (): number | undefined => {
    const token = next();
    if (token?.is !== 'day') return undefined;
    at += 1;
    return token.day;
  };
  const time = (): number | undefined => {
    const token = next();
    if (token?.is !== 'time') return undefined;
    at += 1;
    return token.minute;
  };

  const days = (): readonly number[] | undefined => {
    if (skip('daily')) return [0, 1, 2, 3, 4, 5, 6];
    const found: number[] = [];
    do {
      const first = day();
      if (first === undefined) return undefined;
      const last = skip('to') ? day() : first;
      if (last === undefined) return undefined;
      for (let each = first; ; each = (each + 1) % 7) {
        found.push(each);
        if (each === last) break;
      }
    } while (skip('and') || next()?.is === 'day');
    return found;
  };

  while (at < tokens.length) {
    const on = days();
    if (!on) return null;
    do {
      const from = time();
      if (from === undefined || !skip('to')) return null;
      const to = time();
      if (to === undefined || from === to) return null;
      for (const each of on) spans.push(...onDay(each, from, to));
      const hadSeparator = skip('and');
      if (hadSeparator && at === tokens.length) return null;
    } while (next()?.is === 'time');
  }
  return spans.length === 0 ? null : merged(spans);
}

/** What goes over midnight goes on the next day. */
function onDay(day: number, from: number, to: number): readonly OpenSpan[] {
  const start = day * DAY_MINUTES + from;
  const end = day * DAY_MINUTES + to + (to < from ? DAY_MINUTES : 0);
  if (end <= WEEK_MINUTES) return [{ from: start, to: end }];
  return [
    { from: start, to: WEEK_MINUTES },
    { from: 0, to: end - WEEK_MINUTES },
  ];
}

function merged(spans: readonly OpenSpan[]): OpeningHours {
  const apart: OpenSpan[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = apart.at(-1);
    if (last && span.from <= last.to)
      apart[apart.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else apart.push(span);
  }
  return apart.filter(({ from, to }) => from < to);
}
