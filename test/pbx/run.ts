import { join } from 'node:path';
import { startVitest } from 'vitest/node';
import { buildIfStale } from '../../src/launch/build.ts';
import { countTests } from '../support/count-tests.ts';
import { shareCompiled } from '../support/share-compiled.ts';
import { sharePostgres } from '../support/shared-postgres.ts';

/** `npm run test:pbx`: the layer that needs a real Asterisk, fetched as a Debian package. Fails where there is none. */
buildIfStale((line) => void process.stdout.write(`${line}\n`));
const stopPostgres = await sharePostgres();
shareCompiled();
const vitest = await startVitest('test', process.argv.slice(2), {
  config: join(import.meta.dirname, 'vitest.config.ts'),
  run: true,
  watch: false,
});
const { passed, failed } = countTests(
  vitest.state.getTestModules(),
  vitest.state.getUnhandledErrors().length,
);
await vitest.close();
await stopPostgres();
process.stdout.write(`tests: ${passed} passed, ${failed} failed\n`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
