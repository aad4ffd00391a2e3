import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#shared/kernel/app-error.ts';
import { ROOT } from './root.ts';

const INPUTS = [
  ...['main', 'preload', 'renderer', 'shared'].map((side) => join('src', side)),
  'resources',
  'electron.vite.config.ts',
  'package-lock.json',
];
const TEST = /\.test\.tsx?$/;
/** Written last by the build: as old as the build is. */
const OUTPUT = join(ROOT, 'out', 'renderer', 'index.html');

/**
 * Builds main, preload and renderer when a source is newer than what was built; some seconds, once. With
 * `RUFBLATT_NO_BUILD=1` in the environment it takes what is there, if anything: for tests that need no page.
 */
export function buildIfStale(
  say: (line: string) => void,
  env: Readonly<Record<string, string | undefined>> = process.env,
): void {
  if (env.RUFBLATT_NO_BUILD === '1') return;
  if (newest(INPUTS.map((input) => join(ROOT, input))) < modified(OUTPUT)) return;
  say('Building the app (a few seconds, only after changes) …');
  const build = spawnSync(
    process.execPath,
    [join(ROOT, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build'],
    {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  if (build.status !== 0) {
    throw new AppError(
      'build.failed',
      `the app could not be built:\n${build.stdout}${build.stderr}${build.error?.message ?? ''}`,
    );
  }
}

function modified(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function newest(paths: readonly string[]): number {
  let latest = 0;
  for (const path of paths) {
    const entry = statSync(path, { throwIfNoEntry: false });
    if (!entry || TEST.test(path)) continue;
    // A folder's own time tells of what was removed from it, and of tests alike: only files count.
    latest = Math.max(
      latest,
      entry.isDirectory() ? newest(readdirSync(path).map((name) => join(path, name))) : entry.mtimeMs,
    );
  }
  return latest;
}
