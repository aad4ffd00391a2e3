import { editDistanceToBeginning } from '#shared/text/edit-distance.ts';
import type { ReadableDb } from '../../replica/db.ts';

/** Words shorter than this are near to too many others. */
const SHORTEST = 4;
const MOST_WORDS = 8;
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
  if (word.length < SHORTEST || !/^\p{L}+$/u.test(word)) return [];
  const most = word.length < 6 ? 1 : 2;
  const statement = db.prepare<[string, string], { readonly term: string }>(
    'SELECT term FROM party_word WHERE term >= ? AND term < ?',
  );
  const found = new Map<string, number>();
  for (const start of startsOf(word)) {
    for (const { term } of statement.all(start, start + '\u{10ffff}')) {
      const distance = editDistanceToBeginning(word, term, most);
      if (distance <= most) found.set(term, distance + Math.abs(term.length - word.length) / 100);
    }
  }
  return [...found]
    .toSorted(([, a], [, b]) => a - b)
    .slice(0, MOST_WORDS)
    .map(([term]) => term);
}

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
