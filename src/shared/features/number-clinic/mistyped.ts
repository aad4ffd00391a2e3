import { callingCodeOf, isE164Length, withoutTrunkZero } from '../../phone/calling-code.ts';
import type { StoredNumber } from '../../phone/stored.ts';
import { parseStored } from '../../phone/stored.ts';
import type { Assumption, Proposal } from './model.ts';

interface Home {
  readonly country: string;
  readonly area: string;
}

/** What a text says, where all of it can be read as numbers there may be; else null. */
export function readAll(text: string, home: Home): readonly StoredNumber[] | null {
  const numbers = parseStored(text, home);
  return numbers.every(({ digits }) => digits !== null && isPossible(digits)) ? numbers : null;
}

/** E.164 digits of a length, a country and a beginning that exist. */
export const isPossible = (digits: string): boolean =>
  isE164Length(digits) && callingCodeOf(digits) !== null && withoutTrunkZero(digits) === digits;

/** Letters that are taken for digits where they touch one and are no part of a word. */
const LOOKALIKES: Readonly<Record<string, string>> = { O: '0', o: '0', l: '1', I: '1', '|': '1' };

export const withoutLookalikes = (raw: string): string =>
  raw.replace(/(?<=\d)[OolI|](?!\p{L})|(?<!\p{L})[OolI|](?=\d)/gu, (letter) => LOOKALIKES[letter] ?? letter);

/** What somebody may have meant by a text that cannot be read as it stands; the first way that yields numbers. */
export function guess(raw: string, home: Home): Proposal | null {
  const ways: readonly (readonly [Assumption, () => readonly StoredNumber[] | null])[] = [
    ['prefix', () => changed(raw, withoutFalsePrefix(raw, home), home)],
    ['split', () => splitAtSlash(raw, home) ?? splitAtRepeat(raw, home)],
    ['area', () => changed(raw, withArea(raw, home), home)],
  ];
  for (const [assumption, way] of ways) {
    const numbers = way();
    if (numbers) return { way: 'number', numbers, assumption };
  }
  return null;
}

const changed = (raw: string, text: string, home: Home): readonly StoredNumber[] | null =>
  text === raw ? null : readAll(text, home);

/** Numbers of a town stand in people's books without its code. */
function withArea(raw: string, { area }: Home): string {
  const text = raw.trim();
  return area !== '' && /^[1-9]/.test(text) ? `0${area.replace(/^0/, '')} ${text}` : raw;
}

/** `+0621 …`, `000 49 …`, `+49 0049 …`: what stands before the last country code, or marks one that cannot be. */
function withoutFalsePrefix(raw: string, { country }: Home): string {
  const codes = [...raw.matchAll(new RegExp(String.raw`(?:\+|00)\s*${country}`, 'g'))];
  const again = codes.at(-1)?.index ?? 0;
  if (again > 0 && /^\D*\d{1,6}\D*$/.test(raw.slice(0, again))) return raw.slice(again);
  if (/^\D*\+\s*0/.test(raw)) return raw.replace('+', '');
  return /^\D*000/.test(raw) ? raw.replace('0', '') : raw;
}

/** `4710612/13`: the second number differs in its last digits. */
function splitAtSlash(raw: string, home: Home): readonly StoredNumber[] | null {
  const [, one = '', last = ''] = /^(.*\d)\s*\/\s*(\d{1,4})\s*$/.exec(raw) ?? [];
  const at = one.length - last.length;
  if (last === '' || !/^\d+$/.test(one.slice(at))) return null;
  const other = one.slice(0, at) + last;
  return both(one, other, home) ?? both(withArea(one, home), withArea(other, home), home);
}

const SHORTEST_HALF = 7;
const AREA_DIGITS = 4;

/** Two numbers of one town without anything between them: the second begins where the area code comes again. */
function splitAtRepeat(raw: string, home: Home): readonly StoredNumber[] | null {
  const digits = raw.replace(/\D/g, '');
  if (!digits.startsWith('0')) return null;
  const at = digits.indexOf(digits.slice(0, AREA_DIGITS), SHORTEST_HALF);
  return at < 0 ? null : both(digits.slice(0, at), digits.slice(at), home);
}

function both(one: string, other: string, home: Home): readonly StoredNumber[] | null {
  const [first, second] = [readAll(one, home), readAll(other, home)];
  return first && second && [...first, ...second];
}
