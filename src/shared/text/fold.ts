const LETTERS: readonly (readonly [string, string])[] = [
  ['ß', 'ss'],
  ['ẞ', 'ss'],
  ['ı', 'i'],
  ['ø', 'o'],
  ['đ', 'd'],
  ['ł', 'l'],
  ['æ', 'ae'],
  ['œ', 'oe'],
];

/** Most of what is folded, and nothing in it has an accent. */
// oxlint-disable-next-line no-control-regex
const ASCII = /^[\0-\x7f]*$/;

/**
 * Small letters without accents, as people find them on a keyboard: `Groß` → `gross`, `Demır` → `demir`,
 * `Kröger` → `kroger`. What differs only in that is the same to a search.
 */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  let folded = text.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '');
  for (const [letter, plain] of LETTERS) folded = folded.replaceAll(letter, plain);
  return folded;
}

/** The folded words of a text: runs of letters and digits. */
export function wordsOf(text: string): readonly string[] {
  return fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}
