import { createNewId } from '#shared/kernel/ids.ts';
import { CALLERS } from './callers.ts';
import { addAbsences } from './commitments/absences.ts';
import { addBlocks, addConsents } from './commitments/consents.ts';
import { addDirectory, addServices } from './commitments/directory.ts';
import { addHouse } from './commitments/house.ts';
import { addLines } from './commitments/lines.ts';
import { addTags } from './commitments/tags.ts';
import { addCrowd } from './crowd.ts';
import type { DuplicatePair } from './duplicate-pair.ts';
import { FULL_PARTIES } from './figures.ts';
import { createNumberPool } from './film-numbers.ts';
import { addCalls } from './history/calls.ts';
import { addMergedTickets } from './history/merged-tickets.ts';
import { addOtherContacts, addTasks, addTickets } from './history/work.ts';
import { entriesOf } from './phone-book.ts';
import { createRandom } from './random.ts';
import type { SeedCommand, SeedContext } from './seed-command.ts';
import { moreStaff, STAFF } from './staff.ts';
import type { StaffMember } from './staff.ts';
import { DEMO_TENANT, moreStaffFor, tenantsFor } from './tenants.ts';
import type { TenantSpec } from './tenants.ts';
import { commandsOf, DAY } from './world.ts';
import type { SharedNumber, World } from './world.ts';

/** Customers of all tenants together, when nothing else is asked for: as docs/demo-data.md has it. */
export const DEFAULT_PARTIES = FULL_PARTIES;

export interface TenantData {
  readonly slug: string;
  readonly name: string;
  /** Without those who have accounts in the demo; a staff row each, see staffCommands. */
  readonly staff: readonly StaffMember[];
  /** After the staff; in this order. */
  readonly commands: readonly SeedCommand[];
  /** Pairs that are, or only seem to be, one person: what a search for duplicates is measured by. */
  readonly duplicates: readonly DuplicatePair[];
  readonly sharedNumbers: readonly SharedNumber[];
}

export interface DemoDataOptions {
  readonly seed: number;
  /** ms since the epoch. */
  readonly now: number;
  /** Of all tenants together, those of the stories among them; at most {@link DEFAULT_PARTIES}. */
  readonly parties?: number;
}

/** The last midnight of this machine's time zone. */
export function midnightBefore(now: number): number {
  return new Date(now).setHours(0, 0, 0, 0);
}

/** All tenants of the demo. The same seed, `now` and time zone make the same rows. */
export function demoData({ seed: number, now, parties = DEFAULT_PARTIES }: DemoDataOptions): TenantData[] {
  const random = createRandom(number);
  // Ids follow the time they pretend to be made at, a year ago, so that newer ones sort behind.
  let tick = now - 365 * DAY;
  const newId = createNewId({ now: () => (tick += 1) }, (length) => random.bytes(length));
  const context: SeedContext = { random, newId, now, today: midnightBefore(now) };
  const later = laterContext(context, number ^ 0x5eed);
  const house = laterContext(context, number ^ 0x40e5e);
  const mergers = laterContext(context, number ^ 0x3e49e);
  const taken = new Set(Object.values(CALLERS).map((caller) => caller.number.slice(1)));
  const pool = createNumberPool(random, (digits) => taken.has(digits));

  const specs = tenantsFor(parties);
  const tenants = specs.map((spec): { readonly spec: TenantSpec; readonly world: World } => {
    const { slug, figures } = spec;
    const added = moreStaff(context, moreStaffFor(spec), slug);
    const staff = slug === DEMO_TENANT.slug ? [...STAFF.map(withMail), ...added] : added;
    const world = {
      ...{ context, pool, figures, staff },
      ...{ parties: [], switchboards: [], sharedNumbers: [], duplicates: [], relations: [], history: [] },
      ...{ directory: [], providers: [], offerings: [], commitments: [] },
    };
    return { spec, world };
  });
  // All stories first: their numbers are nobody else's, in whichever tenant.
  for (const { spec, world } of tenants) {
    spec.tellStories(world);
    for (const { contacts } of world.parties)
      for (const { digits } of contacts) if (digits) taken.add(digits);
    for (const { board } of world.switchboards) taken.add(board.stem);
  }
  return tenants.map(({ spec: { slug, name }, world }) => {
    addCrowd(world);
    const calls = addCalls(world);
    addOtherContacts(world);
    addTickets(world, calls);
    addTasks(world, calls);
    addMergedTickets({ ...world, context: mergers });
    addCommitments({ ...world, context: later });
    if (slug === DEMO_TENANT.slug) {
      addHouse({ ...world, context: house });
      addLines({ ...world, context: house });
    }
    const staff = slug === DEMO_TENANT.slug ? world.staff.slice(STAFF.length) : world.staff;
    const { duplicates, sharedNumbers } = world;
    const commands = [...entriesOf(staff, slug), ...commandsOf(world)];
    return { slug, name, staff, commands, duplicates, sharedNumbers };
  });
}

/** What is between house and customer has chance and ids of its own: whatever is added to it, the rest stays as it is. */
function laterContext(context: SeedContext, number: number): SeedContext {
  const random = createRandom(number);
  let tick = context.now - 200 * DAY;
  return {
    ...context,
    random,
    newId: createNewId({ now: () => (tick += 1) }, (length) => random.bytes(length)),
  };
}

function addCommitments(world: World): void {
  addDirectory(world);
  addServices(world);
  addTags(world);
  addConsents(world);
  addBlocks(world);
  addAbsences(world);
}

function withMail({ id, login, name, shortName, extension }: (typeof STAFF)[number]): StaffMember {
  return { id, name, shortName, extension, mail: `${login}@${DEMO_TENANT.slug}.example` };
}
