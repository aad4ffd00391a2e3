import { z } from 'zod';
import { MAX_DIGITS } from './calling-code.ts';
import { parseStored } from './stored.ts';

/** Digits an extension may have behind a main number. */
const LONGEST_EXTENSION = 5;
const MOST = 50;

/**
 * A number of the house itself: `+4922147101` one alone · `+4922147101-xx` a main number with extensions of two digits
 * behind it.
 */
export const ownNumber = z
  .string()
  .regex(/^\+[1-9]\d{6,14}(?:-x{1,5})?$/)
  .refine((number) => number.replace(/[+-]/g, '').length <= MAX_DIGITS);
export const ownNumbers = z.array(ownNumber).max(MOST);

export interface TypedOwnNumbers {
  /** As they are kept, each once, in the order typed. */
  readonly numbers: readonly string[];
  /** What is none, as it was typed. */
  readonly bad: readonly string[];
}

/**
 * Reads what somebody types: one a line or with commas between, in any spelling with an area code, `0221 47101-XX` where
 * extensions of two digits follow. Never throws, never guesses.
 */
export function typedOwnNumbers(text: string, home: { readonly country: string }): TypedOwnNumbers {
  const read = text
    .split(/[\n,;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => ({ line, number: numberOf(line, home) }));
  const numbers = read.flatMap(({ number }) => number ?? []);
  return {
    numbers: [...new Set(numbers)],
    bad: read.filter(({ number }) => number === undefined).map(({ line }) => line),
  };
}

function numberOf(line: string, home: { readonly country: string }): string | undefined {
  const extension = /[\s\-‐‑–—/]*(x+)$/i.exec(line);
  const places = extension?.[1]?.length ?? 0;
  const [stored, ...others] = parseStored(extension ? line.slice(0, extension.index) : line, home);
  if (!stored?.digits || others.length > 0 || places > LONGEST_EXTENSION) return undefined;
  const number = ownNumber.safeParse(`+${stored.digits}${places > 0 ? `-${'x'.repeat(places)}` : ''}`);
  return number.success ? number.data : undefined;
}

export const joinOwnNumbers = (numbers: readonly string[]): string => numbers.join(', ');

export const splitOwnNumbers = (joined: string): readonly string[] =>
  joined
    .split(',')
    .map((number) => number.trim())
    .filter((number) => number !== '');

/** Main number in E.164 digits, and how many digits its extensions have; 0: it has none. */
export function partsOfOwn(number: string): { readonly stem: string; readonly places: number } {
  const [stem = '', places = ''] = number.slice(1).split('-');
  return { stem, places: places.length };
}

/** A caller's number that is one of the house's. */
export interface OwnHit {
  /** The reading that is ours, in E.164 digits. */
  readonly digits: string;
  /** Empty: the main number itself, with or without its 0. */
  readonly extension: string;
}

/**
 * Which of these readings is a number of the house, the likeliest first; of several main numbers the longest. Behind a
 * main number as many digits as its extensions have are ours and no other count, so a neighbour's longer number stays a
 * stranger's.
 */
export function ownHit(readings: readonly string[], own: readonly string[] = []): OwnHit | undefined {
  const longestFirst = own.map(partsOfOwn).toSorted((a, b) => b.stem.length - a.stem.length);
  for (const digits of readings)
    for (const { stem, places } of longestFirst) {
      if (!digits.startsWith(stem)) continue;
      const rest = digits.slice(stem.length);
      if (rest === '') return { digits, extension: '' };
      if (places > 0 && rest.length === places) return { digits, extension: rest };
      if (places > 0 && rest === '0') return { digits, extension: '' };
    }
  return undefined;
}
