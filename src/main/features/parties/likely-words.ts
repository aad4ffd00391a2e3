import { editDistanceToBeginning } from '#shared/text/edit-distance.ts';
import type { ReadableDb } from '../../replica/db.ts';
import { lettersOf, wordsBegun } from './vocabulary.ts';

/** Words shorter than this are near to too many others. */
const SHORTEST = 4;
const MOST_WORDS = 8;
const LETTERS = /^\p{L}+$/u;
/** Beginnings that sound alike: the vocabulary is searched from each of them. */
const SOUNDS: readonly (readonly string[])[] = [
  ['c', 'k', 'g', 'ch'],
  ['f', 'v', 'w', 'ph'],
  ['s', 'z', 'ts'],
  ['d', 't', 'th', 'dh'],
  ['b', 'p'],
  ['i', 'j', 'y'],
  ['r', 'rh'],
];

/**
 * Words of the vocabulary that somebody who typed `word` may have meant, the nearest first: one typing error in a short
 * word, two from six letters on. Of a vocabulary of 100,000 words a few hundred are looked at: those that begin with the
 * same two letters, with these swapped, or with letters that sound alike.
 */
export function likelyWords(db: ReadableDb, word: string): readonly string[] {
  if (word.length < SHORTEST || !LETTERS.test(word)) return [];
  const most = word.length < 6 ? 1 : 2;
  const typed = lettersOf(word);
  const found = new Map<string, number>();
  for (const start of startsOf(word)) {
    const { words, letters } = wordsBegun(db, start);
    for (const [at, term] of words.entries()) {
      // Each letter the term has not is an error by itself: most words are passed over by that alone.
      if (term.length < word.length - most || isMoreThan(most, typed & ~(letters[at] ?? 0))) continue;
      const distance = editDistanceToBeginning(word, term, most);
      if (distance <= most) found.set(term, distance + Math.abs(term.length - word.length) / 100);
    }
  }
  return [...found]
    .toSorted(([, a], [, b]) => a - b)
    .slice(0, MOST_WORDS)
    .map(([term]) => term);
}

/** Whether more than `most` bits are set. */
function isMoreThan(most: number, bits: number): boolean {
  let rest = bits;
  for (let count = 0; count < most; count++) rest &= rest - 1;
  return rest !== 0;
}

/** Which words {@link likelyWords} will go through for this one, and all that begin with it, by their beginnings. */
export const startsToCome = (word: string): readonly string[] =>
  word.length < SHORTEST - 1 || !LETTERS.test(word) ? [] : startsOf(word);

function startsOf(word: string): readonly string[] {
  const [first = '', second = '', third = ''] = word;
  const starts = new Set([first + second, second + first, first + third]);
  for (const group of SOUNDS) {
    const begins = group.find((sound) => word.startsWith(sound) && (sound.length > 1 || !starts.has(sound)));
    if (begins === undefined) continue;
    const rest = word[begins.length] ?? '';
    for (const sound of group) starts.add(sound + rest);
  }
  return [...starts];
}
