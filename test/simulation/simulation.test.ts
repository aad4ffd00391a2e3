import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { findMutant, mutants } from './mutants.ts';
import { runSeeds } from './run-seeds.ts';
import { simulate } from './simulate.ts';

/** Seeds 1 to SEEDS on every run; a nightly run takes others: `npm run simulate -- --from 1000000`. */
const SEEDS = 300;
const MUTANT_SEEDS = 60;
const FIXTURES = join(import.meta.dirname, 'fixtures');

describe('desks and a centre under faults', () => {
  it(`keep every invariant at every step, over ${SEEDS} seeds`, { timeout: 1_800_000 }, async () => {
    const workers = Math.max(1, Math.min(4, availableParallelism()));
    const report = await runSeeds({ seeds: SEEDS, from: 1, workers, stopAtFirst: true });
    expect(report.failed).toEqual([]);
    expect(report).toMatchObject({ seeds: SEEDS, lost: 0, twice: 0 });
    // The faults have to happen for their absence to mean something.
    for (const fault of [
      'a desk dies',
      'a node dies',
      'a disk fails',
      'a command is refused for the disk',
      'a line is cut',
      'a clock jumps',
      'a token ends',
      'scopes change',
      'a row moves',
      'a file is restored',
      'a desk is upgraded',
      'old desks are refused',
      'the log is pruned',
      'the centre is restored',
      'the centre is wiped',
      'a desk is told to start over',
      'conflict',
      'rejected',
    ])
      expect(report.happened[fault], fault).toBeGreaterThan(20);
    expect(report.commands).toBeGreaterThan(SEEDS * 20);
    process.stdout.write(`simulated ${report.seeds} seeds, ${report.seedsPerSecond} a second\n`);
  });

  it('are the same for the same seed', { timeout: 120_000 }, async () => {
    const [one, other] = [await simulate({ seed: 7, trace: true }), await simulate({ seed: 7, trace: true })];
    expect(other.trace).toEqual(one.trace);
    expect(one.trace.length).toBeGreaterThan(100);
  });
});

describe('a planted bug', () => {
  it.each(mutants)('$name is seen as $caughtBy', { timeout: 600_000 }, async (mutant) => {
    const seen = new Set<string>();
    for (let seed = 1; seed <= MUTANT_SEEDS && !seen.has(mutant.caughtBy); seed++) {
      const { violations } = await simulate({ seed, mutant, until: mutant.caughtBy });
      for (const { invariant } of violations) seen.add(invariant);
    }
    expect([...seen]).toContain(mutant.caughtBy);
  });

  it('has a name of its own', () => {
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
    expect(mutants.length).toBeGreaterThanOrEqual(14);
  });
});

const fixture = z.object({
  /** What was wrong. */
  found: z.string(),
  seed: z.int(),
  profile: z.record(z.string(), z.number()).optional(),
  seconds: z.int().optional(),
  mutant: z.string().optional(),
});

describe('what was found once', () => {
  it.each(readdirSync(FIXTURES))('%s stays mended', { timeout: 120_000 }, async (name) => {
    const { found, mutant, ...options } = fixture.parse(
      JSON.parse(readFileSync(join(FIXTURES, name), 'utf8')),
    );
    const { violations } = await simulate({
      seed: options.seed,
      ...(options.profile && { profile: options.profile }),
      ...(options.seconds !== undefined && { seconds: options.seconds }),
      mutant: mutant === undefined ? undefined : findMutant(mutant),
    });
    expect(violations, found).toEqual([]);
  });
});
