import { affiliationAdd, relationshipAdd } from '#shared/features/relations/commands.ts';
import { FAMILY_NAMES } from './names.ts';
import { addNumber, addPerson, addressOf, birthDateOf, customerNo } from './persons.ts';
import type { Address } from './persons.ts';
import { seed } from './seed-command.ts';
import { countOf } from './world.ts';
import type { PartyDraft, World } from './world.ts';

/** Members of a household; most are couples. */
const SIZES = [2, 2, 2, 2, 2, 2, 3, 3, 4] as const;
/** One in so many families: a child pays or speaks for a parent. */
const PAYER_SHARE = 0.3;

/** The households the figures ask for; the first of them share a number, the others only their address. */
export function addHouseholds(world: World): void {
  const families = world.sharedNumbers.filter(({ kind }) => kind === 'family').length;
  let familiesLeft = world.figures.families - families;
  while (countOf(world, 'household') < world.figures.households) {
    const isFamily = familiesLeft-- > 0;
    const size = isFamily ? world.context.random.pick(SIZES) : 2;
    if (countOf(world, 'person') + size > world.figures.persons) return;
    addHousehold(world, size, isFamily);
  }
}

function addHousehold(world: World, size: number, sharesNumber: boolean): void {
  const { random, newId, today } = world.context;
  const last = random.pick(FAMILY_NAMES);
  const address = addressOf(random);
  const household = householdOf(world, last, address);
  world.parties.push(household);
  const members = Array.from({ length: size }, (_, index) =>
    addPerson(world, {
      last,
      address,
      birthDate: birthDateOf(random, today, ...(index < 2 ? ([45, 85] as const) : ([19, 40] as const))),
    }),
  );
  for (const { id } of members) world.relations.push(membership(newId(), id, household.id));
  const [parent] = members;
  const child = members[2];
  if (parent && child && random.chance(PAYER_SHARE))
    world.relations.push(
      seed(relationshipAdd, {
        ...{
          id: newId(),
          fromId: child.id,
          toId: parent.id,
          kind: random.pick(['payer', 'representative', 'guardian']),
        },
        ...{ note: '', since: null, until: null },
      }),
    );
  if (!sharesNumber) return;
  const number = world.pool.private();
  const parties = [...members, household];
  for (const party of parties) addNumber(world, party, number, { label: 'Familie', state: 'shared' });
  world.sharedNumbers.push({ kind: 'family', digits: number.digits, parties: parties.map(({ id }) => id) });
}

export function householdOf(world: World, last: string, address: Address): PartyDraft {
  return {
    id: world.context.newId(),
    kind: 'household',
    status: 'customer',
    name: `Familie ${last}`,
    sortName: `${last}, Familie`,
    customerNo: customerNo(world),
    ...address,
    note: '',
    contacts: [],
  };
}

export function membership(id: string, personId: string, organisationId: string) {
  return seed(affiliationAdd, {
    ...{ id, personId, organisationId, job: '' },
    ...{ departmentId: null, reportsTo: null, since: null, until: null },
  });
}
