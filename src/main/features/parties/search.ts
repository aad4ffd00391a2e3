import type { PartyHit } from '#shared/features/parties/contract.ts';
import type { DialProfile } from '#shared/phone/dial-profile.ts';
import { wordsOf } from '#shared/text/fold.ts';
import type { Narrowing } from '../../host/narrowing.ts';
import type { ReadableDb } from '../../replica/db.ts';
import { beginningsOf } from './beginnings-of.ts';
import { findPartiesByWords } from './find-by-words.ts';
import {
  findPartiesByCustomerNo,
  findPartiesByDigits,
  findPartiesByMail,
  findPartiesByName,
  firstParties,
  keepNarrowed,
} from './find-parties.ts';
import { likelyWords } from './likely-words.ts';

/** From here on digits are taken for a number, not for a house or customer number. */
const SHORTEST_NUMBER = 4;
/** With fewer hits somebody may have mistyped. */
const FEW = 3;
/** From the at sign on it is nothing else. */
const MAIL_ADDRESS = /^[^\s@]+@[^\s@]*$/;

export interface PartySearch {
  readonly text: string;
  readonly limit: number;
  readonly profile: DialProfile;
  /** Only those that are in all of these. */
  readonly narrowed?: readonly Narrowing[];
}

/** So many hits are looked through for those that remain; what comes beyond is found by typing another letter. */
const MOST_NARROWED = 1_000;

/**
 * One field for names, places, customer numbers, mail addresses and telephone numbers in any spelling, while they are
 * being typed. In this order, each party once: numbers, customer numbers, names from their beginning, whole words, the
 * beginnings of words, mail addresses; and only where that is next to nothing, words that are nearly those.
 */
export function searchParties(
  db: ReadableDb,
  { text, limit, profile, narrowed = [] }: PartySearch,
): readonly PartyHit[] {
  const start = text.normalize('NFC').trim();
  if (start === '') return firstParties(db, { limit, narrowed });
  if (narrowed.length > 0) {
    const hits = searchParties(db, { text, limit: MOST_NARROWED, profile });
    return keepNarrowed(db, { hits, narrowed }).slice(0, limit);
  }
  if (MAIL_ADDRESS.test(start)) {
    const hits = findPartiesByMail(db, { start, limit });
    if (hits.length > 0) return hits.slice(0, limit);
  }
  const found = new Map<string, PartyHit>();
  const ways: readonly (() => readonly PartyHit[])[] = [
    () => findPartiesByDigits(db, { digits: numberStarts(text, profile), limit }),
    () => (/\d/.test(start) ? findPartiesByCustomerNo(db, { start, limit }) : []),
    () => (/^\p{L}/u.test(start) ? findPartiesByName(db, { start, limit }) : []),
    ...byWords(db, { words: wordsOf(text), limit }),
    () => (/^[^\s@]{3,}$/.test(start) ? findPartiesByMail(db, { start, limit }) : []),
    () => (found.size < FEW ? guesses(db, { words: wordsOf(text), limit }) : []),
  ];
  for (const way of ways) {
    if (found.size >= limit) break;
    for (const hit of way()) if (!found.has(hit.id)) found.set(hit.id, hit);
  }
  return [...found.values()].slice(0, limit);
}

interface Words {
  readonly words: readonly string[];
  readonly limit: number;
}

/** A single letter is the beginning of half of all words: names that begin with it are enough. */
function byWords(db: ReadableDb, { words, limit }: Words): readonly (() => readonly PartyHit[])[] {
  if (words.every((word) => word.length === 1)) return [];
  return [
    () => findPartiesByWords(db, { words: words.map((text) => [{ text, whole: true }]), limit }),
    () => findPartiesByWords(db, { words: words.map((word) => beginningsOf(db, word)), limit }),
  ];
}

function guesses(db: ReadableDb, { words, limit }: Words): readonly PartyHit[] {
  const likely = words.map((word) => likelyWords(db, word));
  if (likely.every((found) => found.length === 0)) return [];
  const groups = words.map((word, at) => [
    ...beginningsOf(db, word),
    ...(likely[at] ?? []).map((text) => ({ text, whole: true })),
  ]);
  return findPartiesByWords(db, { words: groups, limit }).map((hit) => ({ ...hit, isGuess: true as const }));
}

/** While it is being typed a number is a beginning, which no parser can judge: every reading is tried. */
export function numberStarts(text: string, { country, area }: DialProfile): readonly string[] {
  if (/\p{L}/u.test(text)) return [];
  const digits = text.replace(/\(0\)/g, '').replace(/\D/g, '');
  if (digits.length < SHORTEST_NUMBER) return [];
  if (text.trim().startsWith('+')) return [digits];
  if (digits.startsWith('00')) return [digits.slice(2)];
  if (digits.startsWith('0')) return [country + digits.slice(1)];
  return [digits, country + digits, ...(area ? [country + area + digits] : [])];
}
