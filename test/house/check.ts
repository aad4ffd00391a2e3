import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

/**
 * `npm run check`: what reads the code without running it. Every step runs, as many at once as there are processors,
 * and each failing one is named; what it says is printed in one piece.
 */
const ROOT = join(import.meta.dirname, '../..');
const bin = (name: string, path: string): string => join(ROOT, 'node_modules', name, path);

const tsc = (project: string): readonly string[] => [bin('ts7', 'bin/tsc'), '-p', `tsconfig.${project}.json`];

/** The longest first. */
const steps: Readonly<Record<string, readonly string[]>> = {
  format: [bin('prettier', 'bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
  'types of the tests': tsc('test'),
  lint: [bin('oxlint', 'bin/oxlint'), '--type-aware', '--deny-warnings'],
  'types of main and server': tsc('node'),
  'types of the renderer': tsc('renderer'),
  'types of shared (no Node, no DOM)': tsc('shared'),
  'types of the preload': tsc('preload'),
  'dead code': [bin('knip', 'bin/knip.js')],
};

interface Ended {
  readonly status: number | null;
  readonly said: string;
}

function run([script = '', ...args]: readonly string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk));
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, said: Buffer.concat(said).toString() }));
  });
}

const failed: string[] = [];
const waiting = Object.entries(steps);

async function work(): Promise<void> {
  for (let step = waiting.shift(); step; step = waiting.shift()) {
    const [name, command] = step;
    const begin = performance.now();
    const { status, said } = await run(command);
    const seconds = ((performance.now() - begin) / 1000).toFixed(1);
    process.stdout.write(`${said}${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)\n`);
    if (status !== 0) failed.push(name);
  }
}

await Promise.all(Array.from({ length: Math.min(4, Math.max(2, availableParallelism())) }, work));
if (failed.length > 0) {
  process.stdout.write(`check failed: ${failed.join(', ')}\n`);
  process.exit(1);
}
