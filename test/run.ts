import { startVitest } from 'vitest/node';
import { buildIfStale } from '../src/launch/build.ts';
import { ROOT } from '../src/launch/root.ts';
import { countTests, reportTests } from './support/count-tests.ts';
import type { TestCount } from './support/count-tests.ts';
import { shareCompiled } from './support/share-compiled.ts';
import { sharePostgres } from './support/shared-postgres.ts';

/**
 * `npm test`: everything that needs nothing but `npm ci` – unit, renderer, integration (real PostgreSQL, real
 * sockets), and end to end in a real Chromium and the built Electron main. Arguments are file filters.
 * Ends with one line `tests: N passed, N failed`.
 */
async function run(filters: readonly string[]): Promise<TestCount> {
  buildIfStale((line) => void process.stdout.write(`${line}\n`));
  const stopPostgres = await sharePostgres();
  shareCompiled();
  const vitest = await startVitest('test', [...filters], {
    root: ROOT,
    run: true,
    watch: false,
    reporters: ['default'],
  });
  const count = countTests(vitest.state.getTestModules(), vitest.state.getUnhandledErrors());
  await vitest.close();
  await stopPostgres();
  return count;
}

const count = await run(process.argv.slice(2));
reportTests(count);
// A run that executed nothing has shown nothing.
process.exit(count.failed > 0 || count.passed === 0 ? 1 : 0);
