import { editDistanceToBeginning } from '#shared/text/edit-distance.ts';
import { fold, wordsOf } from '#shared/text/fold.ts';
import type { ListedAct } from './act.ts';

/** What of an act is searched; the place's title is found too: "gehe zu kunden". */
type Findable = Pick<ListedAct, 'id' | 'name' | 'also'> & { readonly placeName: string };

/** Words in both spellings of an umlaut: `Rückruf` is found as `ruck` and as `rueck`. */
function spellings(text: string): readonly string[] {
  const spelt = text.toLowerCase().replace(/[äöü]/g, (letter) => `${fold(letter)}e`);
  return [...new Set([...wordsOf(text), ...wordsOf(spelt)])];
}

/** How many typing errors a word of this length is forgiven. */
const forgiven = (typed: string): number => (typed.length < 4 ? 0 : typed.length < 7 ? 1 : 2);

/** 0: a word begins so; 1: it is within a word; more: typing errors. undefined: no. */
function fitOf(typed: string, words: readonly string[]): number | undefined {
  if (words.some((word) => word.startsWith(typed))) return 0;
  if (typed.length > 2 && words.some((word) => word.includes(typed))) return 1;
  const most = forgiven(typed);
  const errors = Math.min(...words.map((word) => editDistanceToBeginning(typed, word, most)), most + 1);
  return errors > most ? undefined : 1 + errors;
}

/**
 * The acts that every typed word fits, best first: by how well, the name before its other words, then those used last,
 * then as they came. Nothing typed: all of them, those used last first.
 */
export function findActs<A extends Findable>(
  acts: readonly A[],
  typed: string,
  recent: readonly string[],
): readonly A[] {
  const wanted = wordsOf(typed);
  const scored = acts.flatMap((act, at) => {
    const name = spellings(act.name);
    const others = spellings(`${act.also} ${act.placeName}`);
    let score = 0;
    for (const word of wanted) {
      const inName = fitOf(word, name);
      const inOthers = fitOf(word, others);
      if (inName === undefined && inOthers === undefined) return [];
      score += Math.min(inName ?? Infinity, (inOthers ?? Infinity) + 0.5);
    }
    const used = recent.indexOf(act.id);
    return [{ act, at, score, used: used === -1 ? recent.length : used }];
  });
  return scored.toSorted((a, b) => a.score - b.score || a.used - b.used || a.at - b.at).map(({ act }) => act);
}
