import {
  callingCodeOf,
  hasNoZero,
  hasTrunkZero,
  isE164Length,
  isHarmonised,
  townPrefix,
  wholeNumber,
  withoutTrunkZero,
} from './calling-code.ts';
import type { DialProfile } from './dial-profile.ts';

/** What a number the PBX shows may be, in E.164 digits without `+`, likeliest first. */
export type Candidates =
  | { readonly kind: 'none' }
  | { readonly kind: 'internal'; readonly digits: string }
  | { readonly kind: 'external'; readonly digits: readonly [string, ...string[]] };

/** Whether a numbering plan knows such a number; only ever asked to order readings the profile allows. */
export type Judge = (digits: string) => boolean;

const NONE: Candidates = { kind: 'none' };
const LONGEST_RAW = 64;
/** Digits of a number as dialled within a town: never more. */
const LONGEST_LOCAL = 8;
/** Below this a number that merely begins with the home country's digits is a local one. */
const SHORTEST_WITHOUT_PLUS = 9;
/** A home number nobody has marked as such by its leading 0 has at most this many digits, country code included. */
const LONGEST_DERIVED = 13;

/**
 * Reads a number as the PBX wrote it, by the PBX's own dial profile. Never throws.
 *
 * The profile comes first: it lists the readings in its order. The judge then moves those that no numbering plan
 * knows to the end, so that a reading which is merely *valid* never overtakes one that is meant *and* valid.
 */
export function candidates(raw: string, profile: DialProfile, judge?: Judge): Candidates {
  const text = undressed(raw, profile.outsideLine);
  if (text === null) return NONE;
  // No country code begins with 0: something put a + before a number as it is dialled.
  if (text.startsWith('+0')) return external(readings(text.slice(1), profile));
  if (text.startsWith('+')) return external([withoutTrunkZero(text.slice(1))]);
  if (text.length <= profile.internalLength && /^\d+$/.test(text)) return { kind: 'internal', digits: text };
  return external(withoutOutsideLine(text, profile), judge);
}

/** Only `+`, digits, `*` and `#` left; null for `anonymous`, `<unknown>`, an address, an endless string. */
function undressed(raw: string, outsideLine: string): string | null {
  if (raw.length > LONGEST_RAW) return null;
  const text = raw
    .normalize('NFKC')
    .replace(/^\s*(?:tel|callto):/i, '')
    .replace(/[\s\p{Cf}\-‐‑‒–—−./()]/gu, '')
    .replace(/^[*#]31#/, '');
  if (outsideLine !== '' && text.startsWith(`${outsideLine}+`)) return plain(text.slice(outsideLine.length));
  return plain(text);
}

function plain(text: string): string | null {
  return /^(?:\+\d+|[\d*#]+)$/.test(text) && /[1-9]/.test(text) ? text : null;
}

function external(texts: readonly string[], judge?: Judge): Candidates {
  const [first, ...rest] = [...new Set(texts)].filter(
    (digits) => isE164Length(digits) && callingCodeOf(digits) !== null,
  );
  if (first === undefined) return NONE;
  if (!judge || rest.length === 0) return { kind: 'external', digits: [first, ...rest] };
  const all = [first, ...rest];
  const known = all.map(judge);
  const [best = first, ...others] = [...all.filter((_, i) => known[i]), ...all.filter((_, i) => !known[i])];
  return { kind: 'external', digits: [best, ...others] };
}

/**
 * Some PBXs show a caller with the outside-line prefix, so that calling back works, some without, and a gateway in
 * front may have put it there a second time: strip it where what is left makes sense, and keep the other readings.
 */
function withoutOutsideLine(text: string, profile: DialProfile): readonly string[] {
  const { outsideLine } = profile;
  const asIs = readings(text, profile);
  if (outsideLine === '' || !text.startsWith(outsideLine)) return asIs;
  const rest = text.slice(outsideLine.length);
  const stripped = readings(rest, profile, isOneZero(text, profile));
  const again = rest.startsWith(outsideLine) ? rest.slice(outsideLine.length) : '';
  const twice = again.startsWith('0') ? readings(again, profile) : [];
  return isStripped(text, rest, profile)
    ? [...stripped, ...asIs, ...twice]
    : [...asIs, ...stripped, ...twice];
}

/**
 * Whether the 0 may as well be the one that national numbers begin with. `0431 5312` is Kiel, and must not show the
 * customer in Vienna, +43 1 5312, unless the profile says that callers come that way.
 */
function isOneZero(text: string, { outsideLine, country, inbound }: DialProfile): boolean {
  return outsideLine === '0' && text[1] !== '0' && !hasNoZero(country) && inbound !== 'e164-without-plus';
}

/** Whether what is left without the prefix is likelier meant than the whole. */
function isStripped(text: string, rest: string, profile: DialProfile): boolean {
  const { inbound, country, area } = profile;
  // `0621 12345` behind no prefix is a number of the town, rather than `0` and `62112345`.
  const isLocal = area !== '' && rest.length <= LONGEST_LOCAL && !rest.startsWith(area);
  if (!rest.startsWith('0'))
    return (
      hasNoZero(country) ||
      isLocal ||
      isHomeBehindZero(rest, profile) ||
      (inbound === 'e164-without-plus' && rest.length >= SHORTEST_WITHOUT_PLUS)
    );
  if (!text.startsWith('00') || text.startsWith('000')) return true;
  // `00…`, with outside line 0: an international number as it is, or a national one behind the prefix.
  const isHomeInFull = text.startsWith(`00${country}`) && text.length >= country.length + 2 + 6;
  const isNationalLength = country.length + rest.length - 1 <= LONGEST_DERIVED;
  return (inbound === 'auto' || inbound === 'national') && !isHomeInFull && isNationalLength;
}

function readings(text: string, profile: DialProfile, behindZero = false): readonly string[] {
  if (!/^\d+$/.test(text)) return [];
  const { country } = profile;
  if (text.startsWith('00')) return [withoutTrunkZero(text.slice(2))];
  if (text.startsWith('0')) return [country + (hasTrunkZero(country) ? text.slice(1) : text)];
  return isHarmonised(text, country) ? [country + text] : unmarked(text, profile, behindZero);
}

/** Neither `+` nor 0 in front: with the country code, local to the town, or national without its 0. */
function unmarked(text: string, profile: DialProfile, behindZero: boolean): readonly string[] {
  const { country, area, inbound } = profile;
  const isLong = text.length >= SHORTEST_WITHOUT_PLUS;
  const isHome = text.startsWith(country) && isLong;
  const isMeant = !behindZero || isHomeBehindZero(text, profile);
  const withCode = isMeant && (isLong || inbound.startsWith('e164')) ? [withoutTrunkZero(text)] : [];
  const isLocal = area !== '' && text.length <= LONGEST_LOCAL;
  const local = isLocal ? [townPrefix(country, area) + text] : [];
  const whole = wholeNumber(text, country);
  if (whole !== null && whole !== text) return [whole, ...withCode, ...local];
  // As short as the town's own, a number is not taken for another town's that has lost its 0.
  const isNational =
    !isHome && (!isLocal || text.startsWith(area)) && country.length + text.length <= LONGEST_DERIVED;
  const national = isNational ? [townPrefix(country, '') + text] : [];
  switch (inbound) {
    case 'e164-without-plus':
      return isLong ? withCode : [...withCode, ...local, ...national];
    case 'e164':
      return [...withCode, ...local, ...national];
    case 'national':
      return isHome ? [...withCode, ...local] : [...local, ...national, ...withCode];
    case 'auto':
    case 'international-00':
      return isHome ? [...withCode, ...local] : [...local, ...withCode, ...national];
  }
}

/** `0 49 621 3456217`: the town's own, or longer than a number of the area 049… would be. */
function isHomeBehindZero(text: string, { country, area }: DialProfile): boolean {
  if (!text.startsWith(country) || text.length < SHORTEST_WITHOUT_PLUS) return false;
  const isTowns = area !== '' && text.startsWith(townPrefix(country, area));
  return isTowns || country.length + text.length > LONGEST_DERIVED;
}
