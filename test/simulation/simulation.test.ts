import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { findMutant, mutants } from './mutants.ts';
import { runSeeds } from './run-seeds.ts';
import { scriptSchema } from './script.ts';
import { simulate } from './simulate.ts';

/** Seeds 1 to SEEDS with the tests; CI runs 601 to 2,000 as well (`.ci/run`), a nightly run others: `npm run simulate -- --from 1000000`. */
const SEEDS = 600;
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
      'a desk is filled from a snapshot',
      'a desk is compared',
      'a row rots',
      'a laid pull is answered',
      'a laid pull is lost',
      'an answer comes twice',
      'half a reply',
      'a reply twice',
      'the end of a page is told before it',
      'conflict',
      'rejected',
    ])
      expect(report.happened[fault], fault).toBeGreaterThan(SEEDS / 30);
    expect(report.commands).toBeGreaterThan(SEEDS * 20);
    process.stdout.write(`simulated ${report.seeds} seeds, ${report.seedsPerSecond} a second\n`);
  });

  it('are the same for the same seed', async () => {
    const [one, other] = [await simulate({ seed: 7, trace: true }), await simulate({ seed: 7, trace: true })];
    expect(other.trace).toEqual(one.trace);
    expect(one.trace.length).toBeGreaterThan(100);
  });
});

describe('a planted bug', () => {
  it.each(mutants.filter(({ isScripted }) => !isScripted))(
    '$name is seen as $caughtBy',
    { timeout: 600_000 },
    async (mutant) => {
      const seen = new Set<string>();
      for (let seed = 1; seed <= MUTANT_SEEDS && !seen.has(mutant.caughtBy); seed++) {
        const { violations } = await simulate({ seed, mutant, until: mutant.caughtBy });
        for (const { invariant } of violations) seen.add(invariant);
      }
      expect([...seen]).toContain(mutant.caughtBy);
    },
  );

  it('has a name of its own', () => {
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
    expect(mutants.length).toBeGreaterThanOrEqual(14);
  });

  it('that has a desk at work without an end, at one moment, is told', async () => {
    // Scopes are left, and what is written again on top of what remains is never less.
    const { violations } = await simulate({ seed: 910_011, mutant: findMutant('loses-shadows') });
    expect(violations.map(({ invariant }) => invariant)).toEqual(
      expect.arrayContaining(['row-is-the-centres', 'settles']),
    );
    expect(violations.at(-1)?.detail).toMatch(/events at one moment/);
  });

  it('that is too rare to be drawn is shown by a fixture', () => {
    const shown = readdirSync(FIXTURES).map((name) => readFixture(name).shows);
    for (const { name, isScripted } of mutants) if (isScripted) expect(shown).toContain(name);
  });
});

const fixture = z.object({
  /** What was wrong. */
  found: z.string(),
  script: scriptSchema,
  /** Of mutants.ts: the bug planted again, which the script must show. */
  shows: z.string().optional(),
});

function readFixture(name: string): z.infer<typeof fixture> {
  return fixture.parse(JSON.parse(readFileSync(join(FIXTURES, name), 'utf8')));
}

describe('what was found once', () => {
  it.each(readdirSync(FIXTURES))('%s stays mended', async (name) => {
    const { found, script, shows } = readFixture(name);
    const { violations } = await simulate({ seed: 1, script });
    expect(violations, found).toEqual([]);
    if (shows === undefined) return;
    const mutant = findMutant(shows);
    const planted = await simulate({ seed: 1, script, mutant });
    expect(planted.violations.map(({ invariant }) => invariant)).toContain(mutant?.caughtBy);
  });
});
