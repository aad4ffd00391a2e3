import { seededRandom } from '#test/support/seeded-random.ts';
import { createSimulatedCentre } from './centre.ts';
import type { Backup, SimulatedCentre } from './centre.ts';
import { createLedger } from './ledger.ts';
import type { Ledger } from './ledger.ts';
import type { Mutant } from './mutant.ts';
import { drawProfile } from './profile.ts';
import type { Profile } from './profile.ts';
import type { PostgresCentre } from './postgres-centre.ts';
import { createScheduler } from './scheduler.ts';
import type { Scheduler } from './scheduler.ts';
import { createTruth } from './truth.ts';
import type { Truth } from './truth.ts';
import { createViolations } from './violations.ts';
import type { Violations } from './violations.ts';

const TENANTS = ['a', 'b'];

/** What everybody in one seed's world shares. */
export interface World {
  readonly scheduler: Scheduler;
  /**
   * Numbers in [0, 1) of this name's own: what one part draws does not shift what another one does, so that a change
   * of the product leaves the schedule of a seed as it was.
   */
  readonly stream: (name: string) => () => number;
  /** The faults of now. */
  profile: Profile;
  /** The wire schema below which the centre refuses pulls. */
  minSchema: number;
  readonly backups: Backup[];
  readonly truth: Truth;
  readonly ledger: Ledger;
  readonly violations: Violations;
  readonly centre: SimulatedCentre;
  /** Pulls that are laid down on the channel of hints. */
  readonly answersPulls: boolean;
  readonly mutant: Mutant | undefined;
  /** How often what happened. */
  readonly happened: Record<string, number>;
  readonly count: (what: string) => void;
  readonly say: (line: () => string) => void;
  readonly trace: readonly string[];
}

export interface WorldOptions {
  readonly seed: number;
  readonly mutant: Mutant | undefined;
  /** In place of what the seed draws. */
  readonly profile: Partial<Profile> | undefined;
  readonly isTraced: boolean;
  readonly postgres: PostgresCentre | undefined;
}

export function createWorld({ seed, mutant, profile, isTraced, postgres }: WorldOptions): World {
  const stream = (name: string): (() => number) => seededRandom(seed ^ hashOf(name));
  const random = stream('world');
  const scheduler = createScheduler(postgres);
  const trace: string[] = [];
  const say = (line: () => string): void => {
    if (isTraced) trace.push(`${scheduler.now().toFixed(0).padStart(7)} ${line()}`);
  };
  const happened: Record<string, number> = {};
  const count = (what: string): void => {
    happened[what] = (happened[what] ?? 0) + 1;
    say(() => `* ${what}`);
  };
  const violations = createViolations(scheduler.now, ({ invariant, detail }) =>
    say(() => `!!! ${invariant}: ${detail}`),
  );
  const drawn = drawProfile(random, stream('profile, later'), { ...mutant?.profile, ...profile });
  const truth = createTruth();
  const ledger = createLedger(truth, violations);
  const pageRows = 3 + Math.floor(random() * 6);
  const centre = createSimulatedCentre({
    ...{ tenants: TENANTS, pageRows, truth, ledger, violations, mutant, count },
    ...{ offersSnapshots: drawn.snapshots > 0, scheduler, postgres },
    hasSteadyClocks: () => drawn.clockJumps === 0,
  });
  return {
    ...{ scheduler, stream, minSchema: 0, backups: [], truth, ledger, violations, centre, mutant },
    ...{ profile: drawn, answersPulls: drawn.standing > 0, happened, count, say, trace },
  };
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let place = 0; place < text.length; place++)
    hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193);
  // Mulberry32 walks in equal steps: names that differ in the end must not be neighbours.
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
}
