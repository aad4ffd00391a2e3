import { describe, expect, it } from 'vitest';
import { simulate } from '#test/support/simulation.ts';
import type { SimulationOptions } from '#test/support/simulation.ts';

const seeds = (n: number): readonly number[] => Array.from({ length: n }, (_, index) => index + 1);

describe('sync under faults', () => {
  it('keeps every invariant at every step, over 200 seeds', () => {
    let commands = 0;
    let crashes = 0;
    let conflicts = 0;
    for (const seed of seeds(200)) {
      const report = simulate({ seed });
      expect(report.violations, `seed ${seed}`).toEqual([]);
      commands += report.commands;
      crashes += report.crashes;
      conflicts += report.conflicts;
    }
    // The faults have to happen for their absence to mean something.
    expect(commands).toBeGreaterThan(5_000);
    expect(crashes).toBeGreaterThan(100);
    expect(conflicts).toBeGreaterThan(100);
  }, 120_000);

  const planted: readonly (Omit<SimulationOptions, 'seed'> & { readonly seenAs: string })[] = [
    { deskBug: 'moves-the-cursor-first', seenAs: 'the cursor passed a row that was not applied' },
    { deskBug: 'takes-any-page', seenAs: 'the cursor went back' },
    { deskBug: 'forgets-on-the-push-reply', seenAs: 'an own write vanished' },
    { deskBug: 'loses-shadows', seenAs: 'a desk and the centre differ' },
    { deskBug: 'reruns-nothing', seenAs: 'an own write vanished' },
    {
      deskBug: 'believes-any-acknowledgement',
      centreBug: 'acknowledges-every-page',
      seenAs: 'an own write vanished',
    },
    { centreBug: 'forgets-duplicates', seenAs: 'a command was decided twice' },
    { centreBug: 'overwrites-late-values', seenAs: 'a value is not in the history' },
  ];

  it.each(planted)(
    'catches a planted bug: $seenAs',
    ({ seenAs, ...bug }) => {
      const isCaught = seeds(60).some((seed) => simulate({ ...bug, seed }).violations.includes(seenAs));
      expect(isCaught, JSON.stringify(bug)).toBe(true);
    },
    60_000,
  );

  it('is not hurt by a centre that acknowledges too early', () => {
    for (const seed of seeds(20)) {
      expect(simulate({ seed, centreBug: 'acknowledges-every-page' }).violations, `seed ${seed}`).toEqual([]);
    }
  }, 60_000);
});
