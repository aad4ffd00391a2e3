import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** `npm run check`: what reads the code without running it. Every step runs, and each failing one is named. */
const ROOT = join(import.meta.dirname, '../..');
const bin = (name: string, path: string): string => join(ROOT, 'node_modules', name, path);

const tsc = (project: string): readonly string[] => [bin('ts7', 'bin/tsc'), '-p', `tsconfig.${project}.json`];

const steps: Readonly<Record<string, readonly string[]>> = {
  'types of shared (no Node, no DOM)': tsc('shared'),
  'types of main and server': tsc('node'),
  'types of the preload': tsc('preload'),
  'types of the renderer': tsc('renderer'),
  'types of the tests': tsc('test'),
  lint: [bin('oxlint', 'bin/oxlint'), '--type-aware', '--deny-warnings'],
  format: [bin('prettier', 'bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
  'dead code': [bin('knip', 'bin/knip.js')],
};

const failed = Object.entries(steps).filter(([name, [script = '', ...args]]) => {
  const begin = performance.now();
  const { status } = spawnSync(process.execPath, [script, ...args], { cwd: ROOT, stdio: 'inherit' });
  const seconds = ((performance.now() - begin) / 1000).toFixed(1);
  process.stdout.write(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)\n`);
  return status !== 0;
});
if (failed.length > 0) {
  process.stdout.write(`check failed: ${failed.map(([name]) => name).join(', ')}\n`);
  process.exit(1);
}
