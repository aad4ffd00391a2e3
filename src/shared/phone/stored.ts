import {
  callingCodeOf,
  hasNoZero,
  hasTrunkZero,
  isE164Length,
  isMobile,
  wholeNumber,
  withoutTrunkZero,
} from './calling-code.ts';
import { piecesOf } from './stored-pieces.ts';
import type { Piece } from './stored-pieces.ts';

export type StoredFault =
  /** Nothing in it looks like a number. */
  | 'no-number'
  /** `4710612/13`: another extension, or more digits? */
  | 'ambiguous'
  /** Local to a town nobody named: flagged, never guessed. */
  | 'no-area-code'
  | 'no-such-country'
  | 'too-short'
  | 'too-long';

/** One contact point out of what somebody typed. */
export interface StoredNumber {
  /** The whole text as typed; the same for all numbers out of one text. */
  readonly raw: string;
  /** E.164 digits without `+`; null: it can never match a caller, `fault` says why. */
  readonly digits: string | null;
  /** Digits before the extension, only where `-0`, `DW 0` or a range says that a switchboard is meant. */
  readonly stem: string | null;
  /** The digits written apart as an extension. */
  readonly extension: string | null;
  readonly fault: StoredFault | null;
}

const MOST_EXTENSIONS = 100;
/** Digits of a number with its country code and extension, beyond which it may be two. */
const LONGEST_WITH_EXTENSION = 13;
const LONGEST_SWISS = 11;

/**
 * Reads what people of the German-speaking world type into a field for telephone numbers: one number, several, a
 * switchboard with a range of extensions. Never throws, never guesses, never empty.
 *
 * `030 85 610 27-20 bis -22` yields 20, 21 and 22, the first with the stem 4930…27.
 */
export function parseStored(raw: string, home: { readonly country: string }): readonly StoredNumber[] {
  const numbers = piecesOf(raw).flatMap((piece) => numbersOf(raw, piece, home.country));
  if (numbers.length === 0) return [faulty(raw, 'no-number')];
  const seen = new Set<string>();
  return numbers.filter(({ digits }) => digits === null || (!seen.has(digits) && seen.add(digits)));
}

function numbersOf(raw: string, piece: Piece, country: string): readonly StoredNumber[] {
  if (piece.isAmbiguous) return [faulty(raw, 'ambiguous')];
  const whole = isGrouped(piece) ? wholeNumber(piece.trunk + piece.extensions.join(''), country) : null;
  if (whole !== null) return [stored(raw, whole, null, null)];
  const base = completed(piece.trunk, country);
  if (typeof base !== 'string') return [faulty(raw, base.fault)];
  const mobile = isMobile(base);
  const extensions = extensionsOf(piece);
  if (extensions.length === 0 || (piece.isMarked && !isDialledThrough(base)))
    return [stored(raw, base, null, null)];
  if (isTwoInOne(base, piece)) return [faulty(raw, 'ambiguous')];
  const isSwitchboard = !mobile && (piece.isSwitchboard || piece.upTo !== null);
  return extensions.map((extension, i) =>
    stored(raw, base, extension, isSwitchboard && i === 0 ? base : null),
  );
}

/** `237-74-74`: what looks like an extension may be the last digits of a number that has a fixed length. */
function isGrouped({ trunk, extensions, upTo, isMarked, isSwitchboard }: Piece): boolean {
  return /^\d/.test(trunk) && extensions.length === 1 && upTo === null && !isMarked && !isSwitchboard;
}

/** Where numbers have any length, an extension is the end of one. Elsewhere it is asked for after the call is answered. */
function isDialledThrough(base: string): boolean {
  return base.startsWith('49') || base.startsWith('43') || !isE164Length(base);
}

/** `030 23125620-622`: too long for an extension, and it goes on where the number ends. A second number? Nobody knows. */
function isTwoInOne(base: string, { extensions: [only = '', ...others], upTo, isMarked }: Piece): boolean {
  if (isMarked || upTo !== null || others.length > 0 || only.length < 2) return false;
  const length = (base + only).length;
  // Swiss numbers have nine digits, whatever is behind them.
  if (base.startsWith('41')) return length > LONGEST_SWISS;
  const end = base.slice(-only.length);
  return length > LONGEST_WITH_EXTENSION && end[0] === only[0] && end < only;
}

function stored(raw: string, base: string, extension: string | null, stem: string | null): StoredNumber {
  const digits = base + (extension ?? '');
  if (!isE164Length(digits)) return faulty(raw, digits.length < 8 ? 'too-short' : 'too-long');
  // No area code begins with the 0 that is left out after a country code: no caller would ever show it.
  if (withoutTrunkZero(digits) !== digits) return faulty(raw, 'no-area-code');
  return { raw, digits, stem, extension, fault: null };
}

function faulty(raw: string, fault: StoredFault): StoredNumber {
  return { raw, digits: null, stem: null, extension: null, fault };
}

/** A range whose ends differ in length (`-0 bis -99`) yields its ends: nobody knows which extensions are between. */
function extensionsOf({ extensions, upTo }: Piece): readonly string[] {
  const from = extensions.at(-1);
  if (upTo === null || from === undefined) return extensions;
  const count = Number(upTo) - Number(from) + 1;
  if (upTo.length !== from.length || count < 1 || count > MOST_EXTENSIONS) return [...extensions, upTo];
  const range = Array.from({ length: count }, (_, i) => String(Number(from) + i).padStart(from.length, '0'));
  return [...extensions.slice(0, -1), ...range];
}

/** The digits with their country code; a trunk may be too short for a number by itself (`030 23125-0`). */
function completed(trunk: string, country: string): string | { readonly fault: StoredFault } {
  const international = /^(?:\+|00)/.test(trunk) ? trunk.replace(/^(?:\+(?:00)?|00)/, '') : null;
  if (international !== null) {
    if (callingCodeOf(international) === null) return { fault: 'no-such-country' };
    return withoutTrunkZero(international);
  }
  const whole = wholeNumber(trunk, country);
  if (whole !== null) return whole;
  if (trunk.startsWith('0') && hasNoZero(country)) return { fault: 'no-area-code' };
  if (trunk.startsWith('0')) return country + (hasTrunkZero(country) ? trunk.slice(1) : trunk);
  // The country code without its `+`: longer than any number within a town could be.
  if (trunk.startsWith(country) && trunk.length >= country.length + 8) return withoutTrunkZero(trunk);
  return { fault: 'no-area-code' };
}
