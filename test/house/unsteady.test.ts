import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runNested } from '#test/support/nested-run.ts';

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
    const count = await runNested(root, { retry: 1 });
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
