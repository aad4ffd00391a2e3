import type { PartyHit } from '#shared/features/parties/contract.ts';
import { wordsOf } from '#shared/text/fold.ts';
import type { ReadableDb } from '../../replica/db.ts';
import { firstByName, MOST_SORTED, SURVIVOR, toHit } from './hit-row.ts';
import type { HitRow } from './hit-row.ts';

/** A word that is looked for: itself, or, where it is not `whole`, also as the beginning of one. */
export interface SoughtWord {
  readonly text: string;
  readonly whole: boolean;
}

export interface WordQuery {
  /** Groups of alternatives: of each group one must be there. */
  readonly words: readonly (readonly SoughtWord[])[];
  readonly limit: number;
}

export function findPartiesByWords(db: ReadableDb, { words, limit }: WordQuery): readonly PartyHit[] {
  if (words.length === 0 || words.some((group) => group.length === 0)) return [];
  const places = placesOf(db, words, Math.max(limit, MOST_SORTED));
  if (places.length === 0) return [];
  return db
    .prepare<[string, number], HitRow>(
      firstByName(`(SELECT value AS place FROM json_each(?)) AS found
        CROSS JOIN party f ON f.rowid = found.place ${SURVIVOR}`),
    )
    .all(JSON.stringify(places), limit)
    .map(toHit);
}

/** Where in `party` they are, `most` at most. */
function placesOf(db: ReadableDb, words: WordQuery['words'], most: number): readonly number[] {
  const letters = words.flatMap((group) => letterOf(group) ?? []);
  const others = words.filter((group) => letterOf(group) === undefined);
  if (letters.length > 0 && others.length > 0) {
    // Mostly few have the other words, and are sooner looked through than the index is for a letter.
    const places = matching(db, others, most + 1);
    if (places.length <= most) return withLetters(db, places, letters);
  }
  return matching(db, words, most);
}

const matching = (db: ReadableDb, words: WordQuery['words'], most: number): readonly number[] =>
  db
    .prepare<[string, number], { place: number }>(
      'SELECT rowid AS place FROM party_search WHERE party_search MATCH ? LIMIT ?',
    )
    .all(words.map((group) => `(${group.map(termOf).join(' OR ')})`).join(' AND '), most)
    .map(({ place }) => place);

/** What the index has of a party. */
interface IndexedRow {
  readonly place: number;
  readonly name: string;
  readonly city: string | null;
  readonly postal_code: string | null;
}

function withLetters(
  db: ReadableDb,
  places: readonly number[],
  letters: readonly string[],
): readonly number[] {
  return db
    .prepare<[string], IndexedRow>(
      `SELECT p.rowid AS place, p.name, p.city, p.postal_code
       FROM json_each(?) AS found CROSS JOIN party p ON p.rowid = found.value`,
    )
    .all(JSON.stringify(places))
    .filter(({ name, city, postal_code }) => {
      const words = wordsOf(`${name} ${city ?? ''} ${postal_code ?? ''}`);
      return letters.every((letter) => words.some((word) => word.startsWith(letter)));
    })
    .map(({ place }) => place);
}

/** The letter with which a word must begin, where that is all that is known of it. */
function letterOf(group: readonly SoughtWord[]): string | undefined {
  const [word, other] = group;
  return word && !other && !word.whole && /^[a-z0-9]$/.test(word.text) ? word.text : undefined;
}

/** Quoted, so that no word is taken for an operator. */
function termOf(word: SoughtWord): string {
  const letter = letterOf([word]);
  return letter === undefined ? `"${word.text}"${word.whole ? '' : '*'}` : beginningWith(letter);
}

const SECONDS = [...'abcdefghijklmnopqrstuvwxyz0123456789'];

/**
 * The beginnings of two letters have an index of their own, which gives place after place; of a single letter, the
 * beginning of every tenth word, all places would be put together before the first is given.
 */
const beginningWith = (letter: string): string =>
  `"${letter}" OR ${SECONDS.map((second) => `"${letter}${second}"*`).join(' OR ')}`;
