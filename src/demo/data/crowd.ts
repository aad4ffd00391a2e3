import { addDuplicates } from './duplicates.ts';
import { shuffled } from './film-numbers.ts';
import { addHouseholds } from './households.ts';
import { addOrganisations } from './organisations.ts';
import { addNumber, addPerson } from './persons.ts';
import { phoneContacts } from './spelling.ts';
import { phonesIn } from './world.ts';
import type { PartyDraft, World } from './world.ts';

/** Of every so many persons with a first number one has it in London. */
const ABROAD_EVERY = 50;
const MOBILE_SHARE = 0.1;

/** Everybody else: with whom searching, sorting and scrolling mean something, and the ladder has its cases. */
export function addCrowd(world: World): void {
  addOrganisations(world);
  addHouseholds(world);
  addDuplicates(world);
  // Where the stories have more organisations than the figures, persons make up for it.
  const { persons, organisations, households } = world.figures;
  while (world.parties.length < persons + organisations + households) addPerson(world);
  addNumbers(world);
}

/** First everybody without a number gets one, then some a second, until the figure is reached. */
function addNumbers(world: World): void {
  const { context, figures, pool } = world;
  const people = shuffled(
    context.random,
    world.parties.filter(({ kind, isOfStory }) => kind === 'person' && !isOfStory),
  );
  const without = people.filter(({ contacts }) => contacts.every(({ kind }) => kind !== 'phone'));
  for (const party of without.splice(0, figures.faultyNumbers)) addUnreadable(world, party);
  const waiting = [...without, ...people];
  for (let left = figures.numbers - phonesIn(world); left > 0; left--) {
    const party = waiting.shift();
    // In a small set the stories alone have their share: nobody is left who lacks one.
    if (!party) return;
    const isFirst = without.includes(party);
    if (isFirst && left % ABROAD_EVERY === 0) addNumber(world, party, pool.uk(), { label: 'Ausland' });
    else addGerman(world, party, isFirst);
  }
}

function addGerman(world: World, party: PartyDraft, isFirst: boolean): void {
  const { random } = world.context;
  const mobile = !isFirst || random.chance(MOBILE_SHARE) ? world.pool.mobile() : undefined;
  if (mobile) addNumber(world, party, mobile, { label: 'mobil' });
  else addNumber(world, party, world.pool.private(), { label: random.pick(['privat', 'tagsüber', 'Büro']) });
}

/** Numbers as old lists have them: without an area code. They match nobody, and the number clinic is for them. */
function addUnreadable({ context: { random, newId }, pool }: World, party: PartyDraft): void {
  const { block, tail } = pool.private();
  const raw = random.pick([`${block} ${tail}`, `${block}-${tail}`, `${block}${tail}`]);
  party.contacts.push(...phoneContacts(newId, { label: 'privat', raw }));
}
