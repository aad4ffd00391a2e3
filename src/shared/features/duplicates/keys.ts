import { companyWords, nameWords, partsOf, soundOf } from './names.ts';
import type { PartyFacts } from './score.ts';
import { streetKey } from './score.ts';

export type KeyedFacts = Omit<PartyFacts, 'phones' | 'mails'>;

/**
 * Numbers that two rows of one customer have in common, beside their phone numbers and mail addresses, which have
 * indexes of their own. They are hashes: rows that meet by chance are told apart by their score. None is shared by so
 * many that everybody would have to be compared with everybody.
 */
export function keysOf(facts: KeyedFacts): readonly number[] {
  const first = facts.kind === 'person' ? soundOf([partsOf(facts).first]) : '';
  const street = streetKey(facts.street);
  const address = street && facts.postalCode && `${facts.postalCode} ${street}`;
  const sound = address && soundOfName(facts);
  return hashed([
    sound && `z ${address} ${sound}`,
    first && facts.birthDate && `b ${facts.birthDate} ${first}`,
    first && address && `a ${address} ${first}`,
  ]);
}

/** How the name sounds: many may share it, so that it serves who is typing, and no comparison of all. */
export function soundKeysOf(facts: KeyedFacts): readonly number[] {
  const sound = soundOfName(facts);
  return hashed([sound && `n ${sound}`]);
}

const soundOfName = ({ kind, name }: KeyedFacts): string =>
  soundOf(kind === 'person' ? nameWords(name) : companyWords(name));

const hashed = (keys: readonly (string | null)[]): readonly number[] => [
  ...new Set(keys.filter((key): key is string => Boolean(key)).map(hash)),
];

/** FNV-1a, 32 bits, not negative. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
