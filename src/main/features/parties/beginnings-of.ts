import type { ReadableDb } from '../../replica/db.ts';
import type { SoughtWord } from './find-by-words.ts';
import { START_LENGTH, knownWordsBegun } from './vocabulary.ts';

/** The beginnings of two and three letters have an index of their own. */
const INDEXED = 3;
const MOST_WORDS = 16;

/**
 * What begins with `word`, to be looked for. Of a beginning that has no index of its own, all places of all its words
 * would be put together before the first is given: where these words are known and few, they are named instead.
 */
export function beginningsOf(db: ReadableDb, word: string): readonly SoughtWord[] {
  const beginning = { text: word, whole: false };
  if (word.length <= INDEXED) return [beginning];
  const words = knownWordsBegun(db, word.slice(0, START_LENGTH))?.words.filter((one) => one.startsWith(word));
  if (!words || words.length === 0 || words.length > MOST_WORDS) return [beginning];
  return words.map((text) => ({ text, whole: true }));
}
