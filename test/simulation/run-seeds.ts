import { Worker } from 'node:worker_threads';
import type { Job, Outcome } from './seeds-worker.ts';
import type { Violation } from './violations.ts';

export interface SeedsOptions {
  readonly seeds: number;
  readonly from: number;
  readonly workers: number;
  readonly mutant?: string | undefined;
  /** An empty PostgreSQL database a worker; left out: SQLite. */
  readonly databases?: readonly string[] | undefined;
  /** No seed is begun after a violation. */
  readonly stopAtFirst: boolean;
}

export interface SeedsReport {
  /** How many were run. */
  readonly seeds: number;
  readonly commands: number;
  readonly lost: number;
  readonly twice: number;
  /** Seeds with a broken invariant, lowest first. */
  readonly failed: readonly { readonly seed: number; readonly violations: readonly Violation[] }[];
  readonly happened: Readonly<Record<string, number>>;
  readonly seedsPerSecond: number;
}

/** Runs the seeds on several threads; each seed gives the same on any. */
export async function runSeeds(options: SeedsOptions): Promise<SeedsReport> {
  const { seeds, from, mutant, stopAtFirst } = options;
  const begin = performance.now();
  const outcomes: Outcome[] = [];
  let next = from;
  let hasFailed = false;
  const take = (): Job | undefined =>
    next < from + seeds && !(stopAtFirst && hasFailed) ? { seed: next++, mutant } : undefined;

  const work = (database?: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL('./seeds-worker.ts', import.meta.url), {
        workerData: database,
        execArgv: ['--disable-warning=ExperimentalWarning'],
      });
      const go = (): void => {
        const job = take();
        if (job) return worker.postMessage(job, []);
        void worker.terminate().then(() => resolve());
      };
      worker.on('message', (outcome: Outcome) => {
        outcomes.push(outcome);
        hasFailed ||= outcome.violations.length > 0;
        go();
      });
      worker.on('error', reject);
      go();
    });
  const { databases = Array<undefined>(Math.min(options.workers, seeds)).fill(undefined) } = options;
  await Promise.all(databases.map(work));

  const happened: Record<string, number> = {};
  for (const outcome of outcomes) {
    for (const [what, times] of Object.entries(outcome.happened))
      happened[what] = (happened[what] ?? 0) + times;
  }
  const sum = (what: (outcome: Outcome) => number): number =>
    outcomes.reduce((total, outcome) => total + what(outcome), 0);
  return {
    seeds: outcomes.length,
    commands: sum(({ commands }) => commands),
    lost: sum(({ lost }) => lost),
    twice: sum(({ twice }) => twice),
    failed: outcomes
      .filter(({ violations }) => violations.length > 0)
      .map(({ seed, violations }) => ({ seed, violations }))
      .toSorted((a, b) => a.seed - b.seed),
    happened,
    seedsPerSecond: Number((outcomes.length / ((performance.now() - begin) / 1000)).toFixed(1)),
  };
}
