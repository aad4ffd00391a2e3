import { isIgnored } from '#shared/calls/call-facts.ts';
import type { LiveCall } from '#shared/calls/live-call.ts';

/** ms a call that is over stays in view, so that one can read who took it. */
export const LINGER = 6000;

/**
 * The calls the pop shows, oldest first: a new one never takes the place of one that is being read.
 * An incoming call nobody has told the house to ignore is shown from its ringing until it is answered here, dismissed, or over for {@link LINGER}.
 */
export function popCards(
  calls: readonly LiveCall[],
  dismissed: ReadonlySet<string>,
  now: number,
): readonly LiveCall[] {
  return calls
    .filter(
      (call) => call.direction === 'in' && !isIgnored(call) && !call.dismissed && !dismissed.has(call.id),
    )
    .filter((call) => call.phase === 'ringing' || lingers(call, now))
    .toSorted((a, b) => a.startedAt - b.startedAt);
}

/** Only what ended without this desk having answered is told; one's own hang-up is no news. */
function lingers({ phase, answeredAt, endedAt }: LiveCall, now: number): boolean {
  return phase === 'ended' && answeredAt === null && endedAt !== null && now - endedAt < LINGER;
}

/** When the cards change by themselves next, ms since the epoch; undefined: not before something happens. */
export function nextChange(cards: readonly LiveCall[]): number | undefined {
  const ends = cards.flatMap(({ endedAt }) => (endedAt === null ? [] : [endedAt + LINGER]));
  return ends.length > 0 ? Math.min(...ends) : undefined;
}
