import type { Cast } from './deeds.ts';
import { Crash } from './faulty-connection.ts';
import { meddle } from './meddle.ts';
import type { Mutant } from './mutant.ts';
import { createNodes } from './nodes.ts';
import { checkPeace, heal, isCalm, isSound } from './peace.ts';
import { createPerson } from './person.ts';
import type { PersonSpec } from './person.ts';
import type { PostgresCentre } from './postgres-centre.ts';
import { NO_FAULTS } from './profile.ts';
import type { Profile } from './profile.ts';
import { ALL_SCOPES, NORTH, SOUTH } from './scopes.ts';
import { schedule } from './script.ts';
import type { Script } from './script.ts';
import type { Invariant, Violation } from './violations.ts';
import { createWorld } from './world.ts';
import type { World } from './world.ts';

export interface SimulationOptions {
  readonly seed: number;
  readonly mutant?: Mutant | undefined;
  /** In place of what the seed draws. */
  readonly profile?: Partial<Profile>;
  /** What happens, in place of anything drawn; but for delays of some ms nothing else does. */
  readonly script?: Script | undefined;
  /** How long things go wrong, virtual s. */
  readonly seconds?: number;
  /** Ends as soon as this one is broken. */
  readonly until?: Invariant;
  /** The centre's data are there; left out: in SQLite. One world at a time. */
  readonly postgres?: PostgresCentre | undefined;
  /** Keeps what happened, line by line. */
  readonly trace?: boolean;
}

export interface SimulationReport {
  readonly seed: number;
  readonly violations: readonly Violation[];
  readonly commands: number;
  readonly lost: number;
  readonly twice: number;
  /** What really happened, by name: a fault that never strikes shows nothing. */
  readonly happened: Readonly<Record<string, number>>;
  readonly trace: readonly string[];
}

const SECONDS = 60;
/** Virtual s for everything to calm down: back-offs of 30 s, polls of 60 s. */
const PATIENCE = 600;
/** Events at one moment; some dozen are usual. Beyond it something goes round without an end. */
const MOST_AT_ONCE = 5_000;
const NODES = 2;
const PEOPLE: readonly PersonSpec[] = [
  { name: 'a1', tenant: 'a', scopes: ALL_SCOPES, isOld: false },
  { name: 'a2', tenant: 'a', scopes: [NORTH], isOld: false },
  { name: 'a3', tenant: 'a', scopes: [SOUTH, NORTH], isOld: true },
  { name: 'b1', tenant: 'b', scopes: [NORTH], isOld: false },
];

/** One world of one seed, from its beginning to the end of its faults and to peace. */
export async function simulate(options: SimulationOptions): Promise<SimulationReport> {
  const { seed, mutant, script, seconds = SECONDS } = options;
  const profile = script ? NO_FAULTS : options.profile;
  const world = createWorld({
    seed,
    mutant,
    profile,
    isTraced: options.trace === true,
    postgres: options.postgres,
  });
  const { violations, ledger, centre } = world;
  const nodes = createNodes(world, NODES);
  const people = PEOPLE.map((spec) => createPerson(world, nodes, spec));
  const cast: Cast = { world, nodes, people };
  let isStuck = false;
  const isEnough = (): boolean =>
    isStuck ||
    (options.until !== undefined && violations.all().some(({ invariant }) => invariant === options.until));
  const pass = async (time: number): Promise<void> => {
    isStuck = !(await passUntil(world, time));
    if (isStuck) violations.add('settles', `more than ${MOST_AT_ONCE} events at one moment`);
  };
  const rejections = (error: unknown): void => {
    // Whoever is dead may say so.
    if (error instanceof Crash) return;
    violations.add('nothing-throws', `a promise nobody waits for: ${String(error)}`);
  };
  process.on('unhandledRejection', rejections);
  try {
    await centre.begin();
    if (script) schedule(cast, script);
    for (const { desk } of people) desk.start();
    for (let second = 0; second < seconds && !isEnough(); second++) {
      await pass(second * 1000 + 1000);
      if (!script && !isStuck) await meddle(cast, second);
    }
    heal(cast);
    for (let second = seconds; second < seconds + PATIENCE && !isEnough(); second++) {
      if (second % 5 === 0 && isCalm(cast) && isSound(cast)) break;
      await pass(second * 1000 + 1000);
    }
    if (!isEnough()) checkPeace(cast);
  } finally {
    process.off('unhandledRejection', rejections);
    for (const { desk } of people) desk.close();
    centre.close();
  }
  const waiting = new Set(people.flatMap(({ watch }) => [...watch.waiting]));
  return {
    seed,
    violations: violations.all(),
    commands: ledger.size,
    lost: ledger.lost(waiting).length,
    twice: ledger.twice(),
    happened: { ...world.happened, ...ledger.decisions },
    trace: world.trace,
  };
}

/** @returns whether it came to that time */
async function passUntil({ scheduler }: World, time: number): Promise<boolean> {
  const there = { isReached: false };
  scheduler.after(time - scheduler.now(), () => {
    there.isReached = true;
  });
  let moment = scheduler.now();
  let events = 0;
  while (!there.isReached && (await scheduler.next())) {
    events = scheduler.now() === moment ? events + 1 : 0;
    moment = scheduler.now();
    if (events > MOST_AT_ONCE) return false;
  }
  return true;
}
