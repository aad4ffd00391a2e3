import type { PartyKind } from './model.ts';

/** "Erika Brandt" → "Brandt, Erika"; "Vera van der Berg" → "van der Berg, Vera". Firms sort as they are written. */
export function sortNameOf(name: string, kind: PartyKind): string {
  const words = name.trim().split(/\s+/);
  if (kind !== 'person' || words.length < 2 || name.includes(',')) return words.join(' ');
  const particle = words.findIndex((word, index) => index > 0 && /^\p{Ll}/u.test(word));
  const from = particle === -1 ? words.length - 1 : particle;
  return `${words.slice(from).join(' ')}, ${words.slice(0, from).join(' ')}`;
}
