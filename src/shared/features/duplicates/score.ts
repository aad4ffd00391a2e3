import { wordsOf } from '../../text/fold.ts';
import { compareCompanies, compareNames, plain } from './names.ts';
import type { NameMatch } from './names.ts';

/** What is compared of a party, or of a draft of one; null and empty where it is not known. */
export interface PartyFacts {
  readonly kind: string;
  readonly name: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly birthDate: string | null;
  readonly street: string | null;
  readonly postalCode: string | null;
  readonly city: string | null;
  /** E.164 digits that reach this party, the shared ones left out. */
  readonly phones: readonly string[];
  readonly mails: readonly string[];
}

export const REASONS = [
  'phone',
  'mail',
  'birth-date',
  'other-birth-date',
  'address',
  'place',
  'name-same',
  'name-spelling',
  'name-order',
  'name-sound',
  'name-married',
  'name-begins',
] as const;
export type Reason = (typeof REASONS)[number];

export interface Verdict {
  /** 0 to 100. */
  readonly score: number;
  /** What speaks for it, and at the end what against. */
  readonly reasons: readonly Reason[];
}

/** From here on it is most likely one customer. */
export const STRONG = 70;
/** From here on a pair is put before somebody. */
export const WORTH_A_LOOK = 50;
/** From here on somebody who is just typing is told. */
export const WHILE_TYPING = 36;

const NAME: Readonly<Record<NameMatch, number>> = {
  same: 45,
  spelling: 43,
  order: 42,
  sound: 30,
  married: 14,
  family: 0,
  none: 0,
};
const [PHONE, MAIL, BIRTH_DATE, ADDRESS, PLACE] = [36, 36, 34, 20, 4];
/** Father and son share number, address and last name: that alone is never worth a look. */
const MOST_FOR_FAMILY = 35;
/** Junior and senior bear one name; or somebody mistyped the date. */
const MOST_WITH_OTHER_BIRTH_DATE = 60;
const NONE: Verdict = { score: 0, reasons: [] };

/** How likely two rows are one customer. Symmetric. */
export function scorePair(one: PartyFacts, other: PartyFacts): Verdict {
  if (one.kind !== other.kind) return NONE;
  const name = one.kind === 'person' ? compareNames(one, other) : compareCompanies(one.name, other.name);
  const reasons: Reason[] = [];
  let score = NAME[name];
  const add = (reason: Reason, points: number): void => {
    reasons.push(reason);
    score += points;
  };
  if (name !== 'none' && name !== 'family') reasons.push(`name-${name}`);
  if (shareOne(one.phones, other.phones)) add('phone', PHONE);
  if (shareOne(one.mails.map(mailKey), other.mails.map(mailKey))) add('mail', MAIL);
  const place = samePlace(one, other);
  if (place) add(place, place === 'address' ? ADDRESS : PLACE);
  const [born, otherBorn] = [one.birthDate, other.birthDate];
  if (born && otherBorn && born === otherBorn) add('birth-date', BIRTH_DATE);
  if (born && otherBorn && born !== otherBorn) {
    reasons.push('other-birth-date');
    score = name === 'married' ? 0 : Math.min(score, MOST_WITH_OTHER_BIRTH_DATE);
  }
  if (name === 'family' || name === 'none') score = Math.min(score, MOST_FOR_FAMILY);
  return { score: Math.min(100, score), reasons };
}

const mailKey = (mail: string): string => mail.trim().toLowerCase();

const shareOne = (one: readonly string[], other: readonly string[]): boolean =>
  one.some((value) => value !== '' && other.includes(value));

function samePlace(one: PartyFacts, other: PartyFacts): 'address' | 'place' | undefined {
  const isTown =
    (one.postalCode ?? '') !== '' && (other.postalCode ?? '') !== ''
      ? one.postalCode === other.postalCode
      : (one.city ?? '') !== '' && plain(one.city ?? '') === plain(other.city ?? '');
  if (!isTown) return undefined;
  const street = streetKey(one.street);
  return street !== '' && street === streetKey(other.street) ? 'address' : 'place';
}

/** `Hauptstr. 7` and `Hauptstraße 7` are one. */
export function streetKey(street: string | null): string {
  return wordsOf(street ?? '')
    .map((word) => plain(word).replace(/stras?se$/, 'str'))
    .join('')
    .replace(/str\.?(?=\d|$)/, 'str');
}
