import type { PartyHit } from '#shared/features/parties/contract.ts';
import type { DialProfile } from '#shared/phone/dial-profile.ts';
import type { ReadableDb } from '../../replica/db.ts';
import { findPartiesByDigits, findPartiesByWords, firstParties } from './queries.ts';

/** From here on digits are taken for a number, not for a house or customer number. */
const SHORTEST_NUMBER = 4;

/** One field for names, places, customer numbers and telephone numbers in any spelling. */
export function searchParties(
  db: ReadableDb,
  { text, limit, profile }: { text: string; limit: number; profile: DialProfile },
): readonly PartyHit[] {
  if (text.trim() === '') return firstParties(db, { limit });
  const byWords = findPartiesByWords(db, { text, limit });
  const starts = numberStarts(text, profile);
  if (starts.length === 0) return byWords;
  const byDigits = findPartiesByDigits(db, { digits: starts, limit });
  const seen = new Set(byDigits.map((hit) => hit.id));
  return [...byDigits, ...byWords.filter((hit) => !seen.has(hit.id))].slice(0, limit);
}

/** While it is being typed a number is a beginning, which no parser can judge: every reading is tried. */
export function numberStarts(text: string, { country, area }: DialProfile): readonly string[] {
  if (/\p{L}/u.test(text)) return [];
  const digits = text.replace(/\(0\)/g, '').replace(/\D/g, '');
  if (digits.length < SHORTEST_NUMBER) return [];
  if (text.trim().startsWith('+')) return [digits];
  if (digits.startsWith('00')) return [digits.slice(2)];
  if (digits.startsWith('0')) return [country + digits.slice(1)];
  return [digits, country + digits, ...(area ? [country + area + digits] : [])];
}
