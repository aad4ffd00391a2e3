import type { CallerMatch } from '#shared/calls/live-call.ts';

/** Whether two matches say the same, in whatever order they name the candidates. */
export function isSameMatch(a: CallerMatch, b: CallerMatch): boolean {
  return unordered(a) === unordered(b);
}

function unordered({ rule, digits, extension, note, candidates, people, former }: CallerMatch): string {
  return JSON.stringify([
    rule,
    digits,
    extension,
    note,
    people,
    former,
    candidates.map((card) => JSON.stringify(card)).toSorted(),
  ]);
}
