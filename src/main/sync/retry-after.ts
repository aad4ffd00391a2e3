/** Longer than this nobody is sent away: the header may come from anywhere in between. */
const AT_MOST_MS = 10 * 60_000;

/**
 * `Retry-After` in ms: seconds, or a date (RFC 9110, 10.2.3). A date is taken by this machine's clock, which may be
 * wrong, and so it is bounded like the rest. undefined: none, or not understood.
 */
export function readRetryAfter(header: string | undefined, now: number = Date.now()): number | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  const ms = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), AT_MOST_MS) : undefined;
}
