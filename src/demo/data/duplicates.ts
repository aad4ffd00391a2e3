import { RELATIONS_TO_TRUTH } from './duplicate-pair.ts';
import type { RelationToTruth } from './duplicate-pair.ts';
import { addNumber, addPerson, addressOf, birthDateOf } from './persons.ts';
import { FAMILY_NAMES, FEMALE_NAMES, MALE_NAMES, SPELLINGS } from './names.ts';
import type { PartyDraft, World } from './world.ts';

/** The pairs the figures ask for. Of each pair both are new persons. */
export function addDuplicates(world: World): void {
  for (const kind of RELATIONS_TO_TRUTH)
    for (let left = world.figures.duplicates[kind]; left > 0; left--) {
      const [one, other] = MAKERS[kind](world);
      world.duplicates.push({ kind, isDuplicate: kind !== 'different', parties: [one.id, other.id] });
    }
}

type Pair = readonly [PartyDraft, PartyDraft];

const MAKERS: Readonly<Record<RelationToTruth, (world: World) => Pair>> = {
  'same-number'(world) {
    const { random } = world.context;
    const one = addPerson(world);
    const [first = '', last = ''] = [one.firstName ?? '', one.lastName ?? ''];
    const known = random.chance(0.5) ? same(one) : {};
    const other = addPerson(world, {
      last,
      first: random.chance(0.5) ? first : `${first.charAt(0)}.`,
      ...known,
    });
    const number = world.pool.private();
    for (const party of [one, other]) addNumber(world, party, number, { label: 'privat' });
    world.sharedNumbers.push({ kind: 'duplicate', digits: number.digits, parties: [one.id, other.id] });
    return [one, other];
  },
  spelling(world) {
    const [right, plain] = world.context.random.pick(SPELLINGS);
    const one = addPerson(world, { last: right });
    return [one, addPerson(world, { ...same(one), last: plain })];
  },
  married(world) {
    const { random } = world.context;
    const one = addPerson(world, { first: random.pick(FEMALE_NAMES) });
    const last = random.pick(FAMILY_NAMES.filter((name) => name !== one.lastName));
    return [
      one,
      addPerson(world, { ...same(one), last: random.chance(0.3) ? `${last}-${one.lastName ?? ''}` : last }),
    ];
  },
  moved(world) {
    const one = addPerson(world);
    return [one, addPerson(world, { ...same(one), address: addressOf(world.context.random) })];
  },
  different(world) {
    const { random, today } = world.context;
    const first = random.pick(MALE_NAMES);
    const father = addPerson(world, { first, birthDate: birthDateOf(random, today, 58, 80) });
    const { address } = same(father);
    const son = addPerson(world, {
      first,
      last: father.lastName ?? '',
      address,
      birthDate: birthDateOf(random, today, 24, 38),
    });
    return [father, son];
  },
};

function same({ firstName, lastName, birthDate, street, city, postalCode }: PartyDraft) {
  return {
    first: firstName ?? '',
    last: lastName ?? '',
    birthDate: birthDate ?? '',
    address: { street: street ?? '', city: city ?? '', postalCode: postalCode ?? '' },
  };
}
