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
  const isPerson = facts.kind === 'person';
  const sound = soundOf(isPerson ? nameWords(facts.name) : companyWords(facts.name));
  const first = isPerson ? soundOf([partsOf(facts).first]) : '';
  const street = streetKey(facts.street);
  const keys = [
    sound && `n ${sound}`,
    sound && facts.postalCode && `z ${facts.postalCode} ${sound}`,
    first && facts.birthDate && `b ${facts.birthDate} ${first}`,
    first && street && facts.postalCode && `a ${facts.postalCode} ${street} ${first}`,
  ];
  return [...new Set(keys.filter((key): key is string => Boolean(key)).map(hash))];
}

/** FNV-1a, 32 bits, not negative. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
