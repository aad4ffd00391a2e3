import type { RemoteParty } from '#shared/calls/call-event.ts';
import { nobodyKnown, withheldFarEnd } from '#shared/calls/far-end.ts';
import type { FarEnd } from '#shared/calls/far-end.ts';
import type { CallerMatch } from '#shared/calls/live-call.ts';
import { candidates } from '#shared/phone/candidates.ts';
import type { DialProfile } from '#shared/phone/dial-profile.ts';
import { formatNumber } from '#shared/phone/format.ts';
import { isKnownNumber } from '#shared/phone/numbering-plan.ts';

type Lookup = (remote: RemoteParty, profile: DialProfile) => CallerMatch;

/** What PBXs send in place of a name where there is none. */
const NO_NAME = /^<?(?:anonymous|unknown|unavailable|restricted|private|withheld|asterisk)>?$/i;

/** Everything the desk shows of a far end. What is no number is dropped, what is withheld is never touched. */
export function identify(remote: RemoteParty, profile: DialProfile, lookup: Lookup): FarEnd {
  if (remote.withheld) return withheldFarEnd;
  const { number = '' } = remote;
  const found = candidates(number, profile);
  const name = nameOf(remote.name, number);
  if (found.kind === 'none') return { ...nobodyKnown, remote: name };
  const match = lookup(remote, profile);
  const known = { remote: { number, ...name }, match };
  if (found.kind === 'internal') return { ...known, display: found.digits, key: `intern ${found.digits}` };
  return { ...known, display: displayOf(number, match, profile), key: found.digits[0] };
}

/** With a hit the number that hit; else the likeliest reading, for which the numbering plan is asked too. */
function displayOf(number: string, { digits, extension }: CallerMatch, profile: DialProfile): string {
  const { country } = profile;
  if (digits !== undefined) {
    const stem = extension ? digits.slice(0, -extension.length) : null;
    return formatNumber(digits, { country, stem });
  }
  const judged = candidates(number, profile, isKnownNumber);
  return judged.kind === 'external' ? formatNumber(judged.digits[0], { country }) : number;
}

function nameOf(name: string | undefined, number: string): { readonly name?: string } {
  const text = name?.trim() ?? '';
  return text === '' || text === number || NO_NAME.test(text) ? {} : { name: text };
}
