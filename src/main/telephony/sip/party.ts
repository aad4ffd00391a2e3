import type { RemoteParty } from '#shared/calls/call-event.ts';

/** A name and an address as SIP gives them: display name, and `sip:user@host` or `tel:+49…`, without `<>`. */
export interface SipIdentity {
  readonly display: string | undefined;
  readonly uri: string;
}

const URI = /^(?:sips?:(?:([^@\s<>]*)@)?([^@\s;?<>]*)|tel:([^\s;?<>]*))(?:[;?]|$)/i;
/** What stands in place of a number where it may not be told (RFC 3323), or the PBX has none. */
const ANONYMOUS = /^(?:anonymous|restricted|private|withheld)$/i;
const NO_NUMBER = /^(?:unknown|unavailable|asterisk|s|)$/i;
const MOST = 120;

/**
 * Who is at the far end. Withheld as soon as anything about it says so: a number that comes along is not told.
 * What is no number (`unknown`, an address of letters) is left to the dial profile, as the other sources do.
 */
export function partyOf({ display, uri }: SipIdentity): RemoteParty {
  const [, user = '', host = '', tel = ''] = URI.exec(uri) ?? [];
  const number = clean(unescaped(user.split(';')[0] ?? '') || tel);
  const name = clean(display ?? '');
  if (ANONYMOUS.test(number) || ANONYMOUS.test(name) || /(?:^|\.)anonymous\.invalid(?::|$)/i.test(host))
    return { withheld: true };
  return {
    ...(NO_NUMBER.test(number) ? {} : { number }),
    ...(name === '' || name === number ? {} : { name }),
  };
}

/** Whether two tell of the same caller, as far as they tell: who is not told could be anybody. */
export function isSameParty(a: RemoteParty, b: RemoteParty): boolean {
  if (a.withheld === true || b.withheld === true) return a.withheld === b.withheld;
  return a.number === undefined || b.number === undefined || a.number === b.number;
}

function unescaped(user: string): string {
  try {
    return decodeURIComponent(user);
  } catch {
    return user;
  }
}

function clean(text: string): string {
  return text
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, MOST);
}
