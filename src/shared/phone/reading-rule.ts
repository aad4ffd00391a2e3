import { hasTrunkZero, townPrefix, wholeNumber, withoutTrunkZero } from './calling-code.ts';
import type { DialProfile } from './dial-profile.ts';

/** Which rule of the dial profile a reading of a number comes from. */
export type ReadingRule =
  | 'internal'
  | 'plus'
  | 'international-00'
  | 'national-0'
  | 'with-country-code'
  | 'local'
  | 'national-without-0'
  | 'other';

export interface ReadBy {
  readonly rule: ReadingRule;
  /** The outside-line prefix was taken off first. */
  readonly outsideLine: boolean;
}

/** Why `candidates(raw, profile)` lists these digits. */
export function ruleOfReading(raw: string, digits: string, profile: DialProfile): ReadBy {
  const text = raw.normalize('NFKC').replace(/[^\d+]/g, '');
  if (text.startsWith('+0')) return ruleOfReading(text.slice(1), digits, profile);
  if (text.includes('+')) return { rule: 'plus', outsideLine: !text.startsWith('+') };
  if (text === digits && text.length <= profile.internalLength)
    return { rule: 'internal', outsideLine: false };
  const { outsideLine } = profile;
  const [asIs, stripped] = [
    ruleOf(text, digits, profile),
    ruleOf(without(text, outsideLine), digits, profile),
  ];
  if (asIs !== undefined) return { rule: asIs, outsideLine: false };
  const rule = stripped ?? ruleOf(without(without(text, outsideLine), outsideLine), digits, profile);
  return { rule: rule ?? 'other', outsideLine: rule !== undefined };
}

function without(text: string, prefix: string): string {
  return prefix !== '' && text.startsWith(prefix) ? text.slice(prefix.length) : '';
}

function ruleOf(text: string, digits: string, { country, area }: DialProfile): ReadingRule | undefined {
  if (text === '') return undefined;
  if (text.startsWith('00'))
    return withoutTrunkZero(text.slice(2)) === digits ? 'international-00' : undefined;
  if (text.startsWith('0'))
    return country + (hasTrunkZero(country) ? text.slice(1) : text) === digits ? 'national-0' : undefined;
  if (withoutTrunkZero(text) === digits) return 'with-country-code';
  if (area !== '' && townPrefix(country, area) + text === digits) return 'local';
  const isNational = townPrefix(country, '') + text === digits || wholeNumber(text, country) === digits;
  return isNational ? 'national-without-0' : undefined;
}
