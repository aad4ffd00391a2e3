import { callingCodeOf, hasTrunkZero, isHarmonised } from './calling-code.ts';
import { planOf } from './numbering-plan.ts';

export interface FormatOptions {
  /** Numbers of this country are written nationally, `0221 4710612`. */
  readonly country: string;
  /** Digits before the extension, where they are known: `0221 4710-612`. Ignored unless a proper prefix. */
  readonly stem?: string | null;
}

/**
 * E.164 digits without `+` for reading. What comes out, typed in again, is the same number (parseStored).
 * A country without a trunk 0 is always written internationally: its national form could not be told from a local one.
 */
export function formatNumber(digits: string, { country, stem }: FormatOptions): string {
  const plain = withSpaces(digits, country);
  const extension = stem && digits.startsWith(stem) ? digits.length - stem.length : 0;
  return extension > 0 ? withExtension(plain, extension) : plain;
}

function withSpaces(digits: string, country: string): string {
  const national = digits.slice(country.length);
  if (digits.startsWith(country) && isHarmonised(national, country)) return national;
  const number = planOf(digits);
  const isHome = digits.startsWith(country) && callingCodeOf(digits) === country && hasTrunkZero(country);
  const text = number && (isHome ? number.formatNational() : number.formatInternational());
  // The library writes numbers it does not know without their 0, and drops digits it takes for prefixes.
  const expected = isHome ? `0${national}` : digits;
  if (text?.replace(/\D/g, '') === expected) return text;
  return isHome ? expected : `+${digits}`;
}

/** Puts a hyphen before the last `length` digits and closes the gaps in them. */
function withExtension(text: string, length: number): string {
  let at = text.length;
  for (let seen = 0; seen < length && at > 0;) {
    at--;
    if (/\d/.test(text[at] ?? '')) seen++;
  }
  return `${text.slice(0, at).trimEnd()}-${text.slice(at).replace(/\D/g, '')}`;
}
