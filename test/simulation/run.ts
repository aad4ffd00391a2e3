import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '#shared/kernel/app-error.ts';
import { readSimulateFlags } from './flags.ts';
import { mutants } from './mutants.ts';
import { runOnPostgres } from './run-on-postgres.ts';
import { runSeeds } from './run-seeds.ts';
import { simulate } from './simulate.ts';

const TRACES = join(import.meta.dirname, '../artifacts/simulation');

/** `npm run simulate`: prints one JSON object; exits 1 where an invariant was broken, 2 for flags nobody understands. */
async function main(): Promise<number> {
  const flags = readSimulateFlags(process.argv.slice(2));
  if (flags.kind === 'list') {
    print(mutants.map(({ name, plants, caughtBy }) => ({ name, plants, caughtBy })));
    return 0;
  }
  const { seeds, from, workers, mutant } = flags;
  const report = await (flags.store === 'postgres' ? runOnPostgres : runSeeds)({
    ...{ seeds, from, workers, mutant: mutant?.name, stopAtFirst: false },
  });
  const [first] = report.failed;
  const { failed, happened, ...counts } = report;
  print({
    ...counts,
    violations: failed.length,
    ...(mutant && { mutant: mutant.name, expected: mutant.caughtBy }),
    ...(first && {
      first: { ...first, trace: await writeTrace(first.seed, mutant?.name) },
      failingSeeds: failed.slice(0, 50).map(({ seed }) => seed),
    }),
    happened,
  });
  return failed.length > 0 ? 1 : 0;
}

/** Runs the seed once more, with a protocol. @returns the file */
async function writeTrace(seed: number, name: string | undefined): Promise<string> {
  const { trace } = await simulate({ seed, mutant: mutants.find((one) => one.name === name), trace: true });
  await mkdir(TRACES, { recursive: true });
  const file = join(TRACES, `seed-${seed}${name === undefined ? '' : `-${name}`}.txt`);
  await writeFile(file, `${trace.join('\n')}\n`);
  return file;
}

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
