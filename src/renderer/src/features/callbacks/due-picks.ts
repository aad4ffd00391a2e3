const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export interface Due {
  /** ms since the epoch */
  readonly at: number;
  readonly hasTime: boolean;
}

export interface DuePick extends Due {
  readonly key: 'hour' | 'today' | 'tomorrow';
}

/** When callbacks are promised: in an hour (to the next five minutes), some time today, some time tomorrow. */
export function duePicks(now: number): readonly DuePick[] {
  const noon = (days: number): number => {
    const day = new Date(now);
    day.setDate(day.getDate() + days);
    return day.setHours(12, 0, 0, 0);
  };
  return [
    { key: 'hour', at: Math.ceil((now + HOUR) / (5 * MINUTE)) * 5 * MINUTE, hasTime: true },
    { key: 'today', at: noon(0), hasTime: false },
    { key: 'tomorrow', at: noon(1), hasTime: false },
  ];
}

/** Of a `datetime-local` field; undefined while it is not complete, and for what is over already. */
export function dueAt(typed: string, now: number): Due | undefined {
  const at = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(typed) ? new Date(typed).getTime() : Number.NaN;
  return at > now ? { at, hasTime: true } : undefined;
}
