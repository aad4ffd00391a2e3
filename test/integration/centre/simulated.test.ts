import { expect, it } from 'vitest';
import { runOnPostgres } from '#test/simulation/run-on-postgres.ts';

/* The simulated world of test/simulation, on the store the centre really has. More: `npm run simulate -- --store postgres`. */

const SEEDS = 20;

it(`keeps every invariant on PostgreSQL, over ${SEEDS} seeds`, { timeout: 1_200_000 }, async () => {
  const report = await runOnPostgres({ seeds: SEEDS, from: 1, workers: 2, stopAtFirst: true });
  expect(report.failed).toEqual([]);
  expect(report).toMatchObject({ seeds: SEEDS, lost: 0, twice: 0 });
  for (const fault of [
    'a node dies',
    'a desk is told to start over',
    'a desk is filled from a snapshot',
    'conflict',
  ])
    expect(report.happened[fault], fault).toBeGreaterThan(0);
  expect(report.commands).toBeGreaterThan(SEEDS * 20);
});
