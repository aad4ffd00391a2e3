import { z } from 'zod';
import { hasTrunkZero } from './calling-code.ts';
import type { Candidates } from './candidates.ts';
import type { DialProfile } from './dial-profile.ts';
import { parseStored } from './stored.ts';

export const NUMBER_RULE_KINDS = ['ignore', 'reject', 'internal'] as const;

/**
 * What the house has decided of a number, whoever may have it stored: `ignore` never shows it, `reject` shows it as
 * nobody's call, `internal` takes it for one of the house's own.
 */
export type NumberRuleKind = (typeof NUMBER_RULE_KINDS)[number];

/**
 * `+4930231250` one number in E.164 · `+4930*` all that begin so · `201` an internal number · `2*` all internal ones
 * that begin so. The `+` keeps the extension 20 and Egypt apart.
 */
export const numberPattern = z.string().regex(/^(?:\+[1-9]\d{0,14}|\d{1,8})\*?$/);

export interface NumberRule {
  readonly pattern: string;
  readonly kind: NumberRuleKind;
  /** Why; it stands in the pop. */
  readonly note: string;
}

/** Digits of a number as dialled in the house, or E.164 digits: those that hit. */
export interface RuleHit extends NumberRule {
  readonly digits: string;
}

export type RuleFor = (found: Candidates) => RuleHit | undefined;

/** One pattern a rule may have to hit, and the digits it hits then. */
export interface PatternProbe {
  readonly pattern: string;
  readonly digits: string;
}

/**
 * Every pattern that hits a caller, the most telling first: the number itself in each reading, then ever shorter
 * beginnings. A beginning is asked of the first reading only: what a less likely one begins with says nothing.
 */
export function patternsFor(found: Candidates): readonly PatternProbe[] {
  switch (found.kind) {
    case 'none':
      return [];
    case 'internal':
      return [{ pattern: found.digits, digits: found.digits }, ...beginnings('', found.digits)];
    case 'external':
      return [
        ...found.digits.map((digits) => ({ pattern: `+${digits}`, digits })),
        ...beginnings('+', found.digits[0]),
      ];
  }
}

function beginnings(sign: '' | '+', digits: string): readonly PatternProbe[] {
  return Array.from({ length: digits.length }, (_, i) => ({
    pattern: `${sign}${digits.slice(0, digits.length - i)}*`,
    digits,
  }));
}

/**
 * The pattern somebody means who types `0221 4710-612`, `030*`, `+44*`, `201` or `2*`. Null for what is no number and
 * for a number local to a town nobody named: flagged, never guessed.
 */
export function patternOf(typed: string, profile: DialProfile): string | null {
  const text = typed.trim();
  const isPrefix = text.endsWith('*');
  const body = isPrefix ? text.slice(0, -1) : text;
  const plain = body.replace(/\(0\)/g, '').replace(/[\s\-./()]/g, '');
  const isInternal =
    /^\d+$/.test(plain) && plain.length <= profile.internalLength && !(isPrefix && plain.startsWith('0'));
  const number = isInternal ? plain : isPrefix ? beginningOf(plain, profile) : wholeOf(body, profile);
  if (number === null) return null;
  const pattern = numberPattern.safeParse(isPrefix ? `${number}*` : number);
  return pattern.success ? pattern.data : null;
}

function beginningOf(plain: string, { country }: DialProfile): string | null {
  if (plain.startsWith('+')) return plain;
  if (plain.startsWith('00')) return `+${plain.slice(2)}`;
  // A mere 0 would be the whole country.
  if (/^0\d/.test(plain)) return `+${country}${hasTrunkZero(country) ? plain.slice(1) : plain}`;
  return null;
}

function wholeOf(body: string, profile: DialProfile): string | null {
  const [number, ...others] = parseStored(body, profile);
  return number?.digits && others.length === 0 ? `+${number.digits}` : null;
}
