import { affiliationAdd } from '#shared/features/relations/commands.ts';
import type { PartyUnit } from '#shared/features/parties/model.ts';
import { DEPARTMENTS, FAMILY_NAMES, JOBS, LEGAL_FORMS, PLACES, TRADES } from './names.ts';
import type { Switchboard } from './film-numbers.ts';
import { mailName } from './mail-name.ts';
import { addNumber, addPerson, addressOf, customerNo } from './persons.ts';
import { seed } from './seed-command.ts';
import { mailContact, phoneContact, phoneContacts, spelledTrunk } from './spelling.ts';
import { countOf } from './world.ts';
import type { PartyDraft, World } from './world.ts';

interface OrganisationSpec {
  readonly name: string;
  readonly unit?: PartyUnit;
  readonly parentId?: string;
  readonly city?: string;
  readonly postalCode?: string;
}

/** Contact persons of an organisation with a switchboard. */
const CONTACT_PERSONS = 8;
/** Of every so many switchboards one is typed with its range of extensions as well. */
const RANGE_EVERY = 3;
const RESIDENTS = 8;
const LAWYERS = 4;
const HOMES = [
  'Haus am Park',
  'Seniorenstift St. Anna',
  'Haus Abendsonne',
  'Pflegezentrum Lindenhof',
] as const;

export function addOrganisation(
  world: World,
  { name, unit, parentId, ...place }: OrganisationSpec,
): PartyDraft {
  const { random, newId } = world.context;
  const organisation: PartyDraft = {
    id: newId(),
    kind: 'organisation',
    status: random.chance(0.8) ? 'customer' : 'prospect',
    name,
    sortName: name,
    customerNo: customerNo(world),
    ...addressOf(random),
    ...place,
    note: '',
    unit: unit ?? null,
    parentId: parentId ?? null,
    contacts: [],
  };
  world.parties.push(organisation);
  return organisation;
}

/** The organisations the figures ask for beside those that are there: with their people, as long as there are persons left. */
export function addOrganisations(world: World): void {
  const { figures, context } = world;
  const hierarchies = world.parties.filter(({ unit }) => unit === 'company').length;
  const companies: PartyDraft[] = [];
  for (let left = figures.hierarchies - hierarchies; left > 0; left--) companies.push(addHierarchy(world));
  for (let i = 0; i < figures.careHomes; i++) addCareHome(world, i);
  for (let i = 0; i < figures.lawFirms; i++) addLawFirm(world);
  while (countOf(world, 'organisation') < figures.organisations) {
    const name = `${context.random.pick(FAMILY_NAMES)} ${context.random.pick(TRADES)} ${context.random.pick(LEGAL_FORMS)}`;
    companies.push(addOrganisation(world, { name }));
  }
  for (const company of companies) {
    if (world.switchboards.length < figures.trunks) addSwitchboard(world, company, world.pool.switchboard());
    else addNumber(world, company, world.pool.private(), { label: 'Büro' });
  }
}

/** Company → two branches → a department each. */
function addHierarchy(world: World): PartyDraft {
  const { random } = world.context;
  const family = random.pick(FAMILY_NAMES);
  const name = `${family} ${random.pick(TRADES)} ${random.pick(LEGAL_FORMS)}`;
  const company = addOrganisation(world, { name, unit: 'company' });
  for (const place of [PLACES[0], random.pick(PLACES.slice(1))]) {
    const branch = addOrganisation(world, {
      name: `${name}, Niederlassung ${place.city}`,
      unit: 'branch',
      parentId: company.id,
      ...place,
    });
    addOrganisation(world, {
      name: `${family}, ${random.pick(DEPARTMENTS)} ${place.city}`,
      unit: 'department',
      parentId: branch.id,
      ...place,
    });
  }
  return company;
}

/** The main number with its `-0`, on some a range of extensions, and people behind extensions of their own. */
export function addSwitchboard(world: World, owner: PartyDraft, board: Switchboard): void {
  const { random, newId } = world.context;
  owner.contacts.push(
    phoneContact(newId, { label: 'Zentrale', raw: spelledTrunk(random, board) }, `${board.stem}0`),
  );
  const { code, block, line } = board;
  if (world.switchboards.length % RANGE_EVERY === 0)
    owner.contacts.push(
      ...phoneContacts(newId, { label: 'Service', raw: `0${code} ${block} ${line}-20 bis -22` }),
    );
  owner.contacts.push(mailContact(newId(), 'Büro', `info@${mailName(owner.name)}.example`));
  world.switchboards.push({ board, owner });
  for (let i = 0; i < CONTACT_PERSONS && countOf(world, 'person') < world.figures.persons; i++) {
    const person = addPerson(world, {
      address: { street: owner.street ?? '', city: owner.city ?? '', postalCode: owner.postalCode ?? '' },
    });
    const extension = String(30 + i * 8 + random.int(8));
    const raw = random.pick([
      `0${code} ${block} ${line}-${extension}`,
      `+49 (0)${code} ${block} ${line}-${extension}`,
    ]);
    person.contacts.push(phoneContact(newId, { label: 'Durchwahl', raw }, `${board.stem}${extension}`));
    employ(world, person, owner);
  }
}

/** Where the organisation has departments, in one of them. */
function employ(world: World, person: PartyDraft, organisation: PartyDraft): void {
  const { random, newId } = world.context;
  const branches = world.parties.filter(({ parentId }) => parentId === organisation.id).map(({ id }) => id);
  const departments = world.parties.filter(({ parentId }) => parentId && branches.includes(parentId));
  world.relations.push(
    seed(affiliationAdd, {
      id: newId(),
      personId: person.id,
      organisationId: organisation.id,
      job: random.pick(JOBS),
      departmentId: departments.length > 0 ? random.pick(departments).id : null,
      reportsTo: null,
      since: `20${String(10 + random.int(15))}-04-01`,
      until: null,
    }),
  );
}

function addCareHome(world: World, index: number): void {
  const place = PLACES[index % PLACES.length] ?? PLACES[0];
  const home = addOrganisation(world, {
    name: `${HOMES[index % HOMES.length] ?? HOMES[0]} ${place.city}`,
    ...place,
  });
  shareNumber(world, home, { kind: 'care-home', people: RESIDENTS, label: 'Wohnbereich', job: 'wohnt hier' });
}

function addLawFirm(world: World): void {
  const { random } = world.context;
  const [one, other] = [random.pick(FAMILY_NAMES), random.pick(FAMILY_NAMES)];
  const firm = addOrganisation(world, { name: `Kanzlei ${one} & ${other}` });
  shareNumber(world, firm, { kind: 'law-firm', people: LAWYERS, label: 'Kanzlei', job: 'Anwalt' });
}

function shareNumber(
  world: World,
  organisation: PartyDraft,
  {
    kind,
    people,
    label,
    job,
  }: { kind: 'care-home' | 'law-firm'; people: number; label: string; job: string },
): void {
  const { newId } = world.context;
  const address = {
    street: organisation.street ?? '',
    city: organisation.city ?? '',
    postalCode: organisation.postalCode ?? '',
  };
  const number = world.pool.private();
  const persons = Array.from({ length: people }, () => addPerson(world, { address }));
  for (const party of [organisation, ...persons]) addNumber(world, party, number, { label, state: 'shared' });
  for (const { id } of persons)
    world.relations.push(
      seed(affiliationAdd, {
        ...{ id: newId(), personId: id, organisationId: organisation.id, job },
        ...{ departmentId: null, reportsTo: null, since: null, until: null },
      }),
    );
  world.sharedNumbers.push({
    kind,
    digits: number.digits,
    parties: [organisation, ...persons].map(({ id }) => id),
  });
}
