import type { ReadableDb } from '../../replica/db.ts';

/** The words of the index with the same beginning. */
export interface WordsBegun {
  /** Folded, in alphabetical order. */
  readonly words: readonly string[];
  /** Of each word, by its place: {@link lettersOf}. */
  readonly letters: Int32Array;
}

interface Known {
  readonly state: Buffer;
  readonly begun: Map<string, WordsBegun>;
}

/** Letters of the beginnings by which words are looked for. */
export const START_LENGTH = 2;
/** So many beginnings are kept; those of two letters are some hundreds. */
const MOST_KEPT = 1_000;
const known = new WeakMap<ReadableDb, Known>();

/**
 * All words of the index that begin with `start`. To list them the index passes everywhere each of them is found, which
 * with a million parties takes milliseconds: they are kept for the next letter that is typed, until the index changes.
 */
export function wordsBegun(db: ReadableDb, start: string): WordsBegun {
  const kept = keptOf(db);
  const before = kept.get(start);
  if (before) return before;
  const words = db
    .prepare<[string, string], { readonly term: string }>(
      'SELECT term FROM party_word WHERE term >= ? AND term < ?',
    )
    .all(start, start + '\u{10ffff}')
    .map(({ term }) => term);
  const found = { words, letters: Int32Array.from(words, lettersOf) };
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(start, found);
  return found;
}

/** As {@link wordsBegun}, of what has been listed already; undefined: nobody has asked yet. */
export const knownWordsBegun = (db: ReadableDb, start: string): WordsBegun | undefined =>
  keptOf(db).get(start);

/** A bit for each letter of the alphabet that is in the word; other letters and digits share the rest. */
export function lettersOf(word: string): number {
  let bits = 0;
  for (let at = 0; at < word.length; at++) {
    const letter = word.charCodeAt(at) - 97;
    bits |= 1 << (letter >= 0 && letter < 26 ? letter : 26 + (letter & 3));
  }
  return bits;
}

/** The record of the index's parts is another one after every change of the index, by whatever connection. */
function keptOf(db: ReadableDb): Map<string, WordsBegun> {
  const state =
    db.prepare<[], { block: Buffer }>('SELECT block FROM party_search_data WHERE id = 10').get()?.block ??
    Buffer.alloc(0);
  const before = known.get(db);
  if (before?.state.equals(state)) return before.begun;
  const begun = new Map<string, WordsBegun>();
  known.set(db, { state, begun });
  return begun;
}
