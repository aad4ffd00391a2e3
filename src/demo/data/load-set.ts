import type { PartyKind } from '#shared/features/parties/model.ts';
import { CITIES, CITY_TAILS, COMMON, GIVEN, NAME_HEADS, NAME_TAILS } from './load-names.ts';
import { LEGAL_FORMS, STREETS, TRADES } from './names.ts';
import { mailName } from './mail-name.ts';
import { createRandom } from './random.ts';
import type { Random } from './random.ts';

/** The load set is as long as one likes; its numbers have ten places for themselves. */
export const MOST_LOAD_PARTIES = 10_000_000;

export interface LoadParty {
  readonly id: string;
  readonly kind: PartyKind;
  readonly name: string;
  readonly sortName: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  /** `1956-03-31` */
  readonly birthDate: string | null;
  readonly customerNo: string;
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
  /** E.164 without `+`, of a country code nobody has (+999): no load set holds a number somebody could have. */
  readonly digits: string;
  readonly phone: string;
  /** Every third has one. */
  readonly mail: string | null;
}

export const loadDigits = (index: number): string => `999${String(index).padStart(9, '0')}`;
export const loadId = (index: number): string =>
  `00000000-0000-7000-8000-${index.toString(16).padStart(12, '0')}`;

/**
 * Party `index` of the load set of a seed; each by itself, so that a bench knows what it has filled in without
 * keeping it. Names and towns are as unevenly spread as real ones: some hundred are half of all.
 */
export function loadParty(seed: number, index: number): LoadParty {
  const random = createRandom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b));
  const last = familyName(random);
  const isOrganisation = random.chance(0.08);
  const first = skewed(random, GIVEN);
  const name = isOrganisation
    ? `${last} ${random.pick(TRADES)} ${random.pick(LEGAL_FORMS)}`
    : `${first} ${last}`;
  const digits = loadDigits(index);
  const two = (value: number): string => String(value).padStart(2, '0');
  return {
    id: loadId(index),
    kind: isOrganisation ? 'organisation' : 'person',
    name,
    sortName: isOrganisation ? name : `${last}, ${first}`,
    firstName: isOrganisation ? null : first,
    lastName: isOrganisation ? null : last,
    birthDate: isOrganisation
      ? null
      : `${String(1930 + random.int(76))}-${two(1 + random.int(12))}-${two(1 + random.int(28))}`,
    customerNo: `K-${String(100_000 + index)}`,
    street: `${random.pick(STREETS)} ${String(1 + random.int(120))}`,
    postalCode: String(10_000 + random.int(89_000)),
    city: random.chance(0.4) ? skewed(random, CITIES) : random.pick(NAME_HEADS) + random.pick(CITY_TAILS),
    digits,
    phone: random.pick([
      `+${digits}`,
      `+${digits.slice(0, 3)} ${digits.slice(3, 7)} ${digits.slice(7)}`,
      `00${digits}`,
    ]),
    mail: index % 3 === 0 ? `${mailName(first)}.${mailName(last)}.${String(index)}@post-mail.example` : null,
  };
}

/** One after the other: whatever their number, one at a time is in memory. */
export function* loadParties(seed: number, parties: number): Generator<LoadParty> {
  for (let index = 0; index < parties; index++) yield loadParty(seed, index);
}

function familyName(random: Random): string {
  const kind = random.int(100);
  if (kind < 50) return skewed(random, COMMON);
  const composed = random.pick(NAME_HEADS) + random.pick(NAME_TAILS);
  return kind < 92 ? composed : `${skewed(random, COMMON)}-${composed}`;
}

/** The first of the list are the most frequent. */
function skewed<const T>(random: Random, list: readonly T[]): T {
  const share = random.int(1_000_000) / 1_000_000;
  return list[Math.floor(share * share * list.length)] ?? random.pick(list);
}
