import type { LiveCall } from '#shared/calls/live-call.ts';
import { candidates } from '#shared/phone/candidates.ts';
import type { DialProfile } from '#shared/phone/dial-profile.ts';
import { isKnownNumber } from '#shared/phone/numbering-plan.ts';

/** The far end's number in the form two desks agree on; null when it is withheld or there is none. */
export function callerNumber(
  { remote, match }: Pick<LiveCall, 'remote' | 'match'>,
  profile: DialProfile,
): string | null {
  if (remote.withheld || match.rule === 'withheld') return null;
  if (match.digits !== undefined) return match.digits;
  const found = candidates(remote.number ?? '', profile, isKnownNumber);
  if (found.kind === 'none') return null;
  const digits = found.kind === 'internal' ? found.digits : found.digits[0];
  // An extension that begins with 0, or garbage, is no number two desks could agree on.
  return /^[1-9]\d{0,19}$/.test(digits) ? digits : null;
}
