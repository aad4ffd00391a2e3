import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#shared/kernel/app-error.ts';
import { ROOT } from './root.ts';

const INPUTS = ['src', 'resources', 'electron.vite.config.ts', 'package-lock.json'];
/** Written last by the build: as old as the build is. */
const OUTPUT = join(ROOT, 'out', 'renderer', 'index.html');

/** Builds main, preload and renderer when a source is newer than what was built; some seconds, once. */
export function buildIfStale(say: (line: string) => void): void {
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
    if (!entry) continue;
    latest = Math.max(latest, entry.mtimeMs);
    if (entry.isDirectory())
      latest = Math.max(latest, newest(readdirSync(path).map((name) => join(path, name))));
  }
  return latest;
}
