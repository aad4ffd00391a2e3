import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { KEY_FOLDER } from '#test/support/key-folder.ts';
import { runNested } from '#test/support/nested-run.ts';
import config from '../../vitest.config.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const KEY_FOLDER_SETUP = 'test/support/key-folder.ts';
const FILE = (name: string): string => `import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, it } from ${JSON.stringify(import.meta.resolve('vitest'))};
import { testKeyFile } from ${JSON.stringify(join(ROOT, 'test/support/secret-key-file.ts'))};
it('${name}', () => {
  const path = testKeyFile();
  expect(testKeyFile()).toBe(path);
  if (process.platform === 'win32') return;
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
});
`;

let home: string;
let temp: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'rufblatt-left-'));
  temp = join(home, 'temp');
  await mkdir(temp);
  for (const name of ['TMPDIR', 'TMP', 'TEMP']) vi.stubEnv(name, temp);
  // This run has a folder of its own.
  vi.stubEnv(KEY_FOLDER, undefined);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(home, { recursive: true, force: true });
});

it('a run takes the keys of all its workers away with it', async () => {
  const root = join(home, 'tests');
  await mkdir(root);
  for (const name of ['one', 'two']) await writeFile(join(root, `${name}.test.js`), FILE(name));
  const setUp = [config.test?.globalSetup ?? []].flat().filter((file) => file === KEY_FOLDER_SETUP);
  const count = await runNested(root, { globalSetup: setUp.map((file) => join(ROOT, file)) });
  expect(count).toMatchObject({ passed: 2, failed: 0, failures: [] });
  expect((await readdir(temp)).filter((name) => name.startsWith('rufblatt-'))).toEqual([]);
});
