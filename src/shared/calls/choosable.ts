import type { CallerCard, CallerMatch } from './live-call.ts';

/** Whom "who is speaking?" offers, in the order of its keys: those with the number, then the people of the firm. */
export function choosable({ candidates, people = [] }: CallerMatch): readonly CallerCard[] {
  const offered = new Set(candidates.map(({ ref }) => ref.id));
  return [...candidates, ...people.filter(({ ref }) => !offered.has(ref.id))];
}
