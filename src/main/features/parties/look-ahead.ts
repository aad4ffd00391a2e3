import { wordsOf } from '#shared/text/fold.ts';
import type { ReadableDb } from '../../replica/db.ts';
import { startsToCome } from './likely-words.ts';
import { knownWordsBegun, wordsBegun } from './vocabulary.ts';

/** After the answer, and before the next letter. */
const PAUSE_MS = 5;

/**
 * Somebody has typed this, and may mistype the next letter: the words that would have to be gone through then are listed
 * while the answer is being read, one beginning at a time, until the next text comes.
 */
export function createLookAhead(
  db: ReadableDb,
  later: (run: () => void) => unknown = (run) => setTimeout(run, PAUSE_MS),
): (text: string) => void {
  let starts: string[] = [];
  let isDue = false;

  const list = (): void => {
    isDue = false;
    try {
      const start = starts.shift();
      if (start !== undefined) wordsBegun(db, start);
      wait();
    } catch {
      // The replica is closed, or another one takes its place: they are listed when they are needed.
      starts = [];
    }
  };
  const wait = (): void => {
    if (isDue || starts.length === 0) return;
    isDue = true;
    later(list);
  };
  return (text) => {
    starts = [...new Set(wordsOf(text).flatMap(startsToCome))].filter((start) => !knownWordsBegun(db, start));
    wait();
  };
}
