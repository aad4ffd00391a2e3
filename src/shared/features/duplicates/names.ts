import { editDistance } from '../../text/edit-distance.ts';
import { fold, wordsOf } from '../../text/fold.ts';
import { koelnerPhonetik } from '../../text/koelner-phonetik.ts';

/**
 * same      letter for letter, small or large
 * spelling  ä/ae, ß/ss, ı/i, accents
 * order     "Brandt Erika"
 * sound     a typing error, or it sounds the same
 * married   the same first name, another last name
 * family    the same last name, another first name
 */
export type NameMatch = 'same' | 'spelling' | 'order' | 'sound' | 'married' | 'family' | 'none';

export interface PersonName {
  /** As shown, "Erika Brandt" or "Brandt, Erika". */
  readonly name: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
}

/** In front of or behind a name, and no part of it. */
const TITLES = new Set([
  'dr',
  'prof',
  'dipl',
  'ing',
  'med',
  'herr',
  'frau',
  'fr',
  'hr',
  'mag',
  'familie',
  'fam',
]);
const LEGAL_FORMS = new Set(
  'gmbh ag kg ohg ug gbr ev e v eg mbh co kgaa se ltd inc sarl sa verein gesellschaft mit und u'.split(' '),
);

/** Two spellings of one word are the same here: `Müller` and `Mueller`, `Groß` and `Gross`. */
export const plain = (text: string): string => fold(text).replace(/([aou])e/g, '$1');

const plainWords = (text: string): readonly string[] => wordsOf(text).map(plain);

/** Codes of how it sounds, in no particular order of its words. */
export const soundOf = (words: readonly string[]): string =>
  words.map(koelnerPhonetik).filter(Boolean).toSorted().join(' ');

export function nameWords(name: string): readonly string[] {
  return plainWords(name).filter((word) => !TITLES.has(word));
}

export function companyWords(name: string): readonly string[] {
  const words = plainWords(name).filter((word) => !LEGAL_FORMS.has(word));
  return words.length > 0 ? words : plainWords(name);
}

interface Parts {
  readonly first: string;
  readonly last: string;
}

export function partsOf({ name, firstName, lastName }: PersonName): Parts {
  const [before = '', after] = name.split(',', 2);
  const words = nameWords(name);
  const guess =
    after === undefined
      ? { first: words.slice(0, -1).join(' '), last: words.at(-1) ?? '' }
      : { first: nameWords(after).join(' '), last: nameWords(before).join(' ') };
  return {
    first: firstName ? nameWords(firstName).join(' ') : guess.first,
    last: lastName ? nameWords(lastName).join(' ') : guess.last,
  };
}

export function compareNames(one: PersonName, other: PersonName): NameMatch {
  const [a, b] = [partsOf(one), partsOf(other)];
  if (a.last === '' || b.last === '') return 'none';
  if (a.last === b.last && a.first === b.first)
    return written(one.name) === written(other.name) ? 'same' : 'spelling';
  const [wordsA, wordsB] = [nameWords(one.name), nameWords(other.name)];
  if (wordsA.toSorted().join(' ') === wordsB.toSorted().join(' ')) return 'order';
  // One of them is known by the last name alone: nothing says who of the family it is.
  if (a.first === '' || b.first === '') return a.last === b.last ? 'family' : 'none';
  const [first, last] = [isNear(a.first, b.first), isNear(a.last, b.last)];
  if (first && last) return 'sound';
  if (isNear(a.first, b.last) && isNear(a.last, b.first)) return 'order';
  // The first name must be the very same: the last one says nothing.
  if (a.first === b.first && a.first.length > 2) return 'married';
  return last ? 'family' : 'none';
}

export function compareCompanies(one: string, other: string): NameMatch {
  const [a, b] = [companyWords(one), companyWords(other)];
  if (a.length === 0 || b.length === 0) return 'none';
  if (a.join(' ') === b.join(' ')) return written(one) === written(other) ? 'same' : 'spelling';
  if (a.toSorted().join(' ') === b.toSorted().join(' ')) return 'order';
  return isNear(a.join(' '), b.join(' ')) ? 'sound' : 'none';
}

const written = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFC')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean)
    .toSorted()
    .join(' ');

function isNear(one: string, other: string): boolean {
  if (one === other) return true;
  const most = Math.min(one.length, other.length) < 4 ? 0 : Math.max(one.length, other.length) < 8 ? 1 : 2;
  if (editDistance(one, other, most) <= most) return true;
  const code = koelnerPhonetik(one);
  return code.length > 1 && code === koelnerPhonetik(other) && editDistance(one, other, 3) <= 3;
}
