import { join } from 'node:path';
import { startVitest } from 'vitest/node';
import { buildIfStale } from '../../src/launch/build.ts';
import { countTests, reportTests } from '../support/count-tests.ts';
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
const count = countTests(vitest.state.getTestModules(), vitest.state.getUnhandledErrors());
await vitest.close();
await stopPostgres();
reportTests(count);
process.exit(count.failed > 0 || count.passed === 0 ? 1 : 0);
