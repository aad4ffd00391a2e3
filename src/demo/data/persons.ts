import { mailName } from './mail-name.ts';
import { FAMILY_NAMES, FEMALE_NAMES, MALE_NAMES, PLACES, STREETS } from './names.ts';
import type { Place } from './names.ts';
import type { Random } from './random.ts';
import { mailContact, phoneContact, spelled } from './spelling.ts';
import type { FilmNumber } from './film-numbers.ts';
import type { PartyDraft, World } from './world.ts';

export interface Address extends Place {
  readonly street: string;
}

export interface PersonSpec {
  readonly first?: string;
  readonly last?: string;
  readonly address?: Address;
  /** `1956-03-31` */
  readonly birthDate?: string;
}

const FIRST_CUSTOMER_NO = 30_000;
const MAIL_SHARE = 0.5;
const PROVIDERS = ['post-mail.example', 'briefkasten.example', 'meinemail.example'] as const;

export function addressOf(random: Random): Address {
  const { city, postalCode } = random.pick(PLACES);
  return { street: `${random.pick(STREETS)} ${String(1 + random.int(90))}`, city, postalCode };
}

/** Of somebody who is between `from` and `to` years old. */
export function birthDateOf(random: Random, today: number, from = 18, to = 95): string {
  const year = new Date(today).getUTCFullYear() - from - random.int(to - from);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(year)}-${two(1 + random.int(12))}-${two(1 + random.int(28))}`;
}

/** Puts a person without a number into the world. */
export function addPerson(world: World, spec: PersonSpec = {}): PartyDraft {
  const { random, newId, today } = world.context;
  const last = spec.last ?? random.pick(FAMILY_NAMES);
  const first = spec.first ?? random.pick(random.chance(0.55) ? FEMALE_NAMES : MALE_NAMES);
  const address = spec.address ?? addressOf(random);
  const person: PartyDraft = {
    id: newId(),
    kind: 'person',
    status: random.chance(0.85) ? 'customer' : 'prospect',
    name: `${first} ${last}`,
    sortName: `${last}, ${first}`,
    firstName: first,
    lastName: last,
    birthDate: spec.birthDate ?? birthDateOf(random, today),
    customerNo: customerNo(world),
    ...address,
    note: '',
    contacts: [],
  };
  if (random.chance(MAIL_SHARE))
    person.contacts.push(
      mailContact(newId(), 'privat', `${mailName(first)}.${mailName(last)}@${random.pick(PROVIDERS)}`),
    );
  world.parties.push(person);
  return person;
}

export function customerNo({ parties }: World): string {
  return `K-${String(FIRST_CUSTOMER_NO + parties.length)}`;
}

/** Gives a number in some spelling. */
export function addNumber(
  { context: { random, newId } }: World,
  party: PartyDraft,
  number: FilmNumber,
  { label, state = 'own' }: { readonly label: string; readonly state?: 'own' | 'shared' },
): void {
  party.contacts.push(phoneContact(newId, { label, raw: spelled(random, number), state }, number.digits));
}
