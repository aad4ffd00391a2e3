import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startVitest } from 'vitest/node';
import { countTests } from '#test/support/count-tests.ts';

const FILE = `import { expect, it } from 'vitest';
let runs = 0;
it('steady', () => undefined);
it('unsteady', () => expect(runs++).toBe(1));
it('broken', () => expect(1).toBe(2));
`;

it('a test that passes the second time is counted and named; one that fails twice has failed', async () => {
  const root = await mkdtemp(join(tmpdir(), 'rufblatt-unsteady-'));
  try {
    await writeFile(
      join(root, 'fixture.test.js'),
      FILE.replace("'vitest'", JSON.stringify(import.meta.resolve('vitest'))),
    );
    const code = process.exitCode;
    const vitest = await startVitest('test', [], {
      root,
      config: false,
      run: true,
      watch: false,
      retry: 1,
      reporters: [],
    });
    const count = countTests(vitest.state.getTestModules(), vitest.state.getUnhandledErrors());
    await vitest.close();
    process.exitCode = code;
    expect(count).toEqual({
      passed: 2,
      failed: 1,
      unsteady: ['fixture.test.js > unsteady: expected +0 to be 1 // Object.is equality'],
      failures: ['fixture.test.js > broken: expected 1 to be 2 // Object.is equality'],
    });
  } finally {
    await rm(root, { recursive: true, force: true });
  }
});
