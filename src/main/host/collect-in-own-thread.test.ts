import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const MODULE = fileURLToPath(new URL('collect-in-own-thread.ts', import.meta.url));

/** Fills its heap with what lives for a while, so that all kinds of collections come, many times. */
const FILL = `let kept = [];
for (let turn = 0; turn < 400; turn++) {
  kept.push(JSON.parse(JSON.stringify(Array.from({ length: 1000 }, (_, i) => ({ i, text: 'Zeile ' + i })))));
  if (kept.length > 100) kept = kept.slice(50);
}`;

it('is set in a process that collects already, and each of its threads goes on collecting', async () => {
  const script = `
    import { Worker } from 'node:worker_threads';
    ${FILL}
    const { collectInOwnThread } = await import(${JSON.stringify(MODULE)});
    const worker = () => new Worker(${JSON.stringify(FILL)}, { eval: true });
    const before = worker();
    collectInOwnThread();
    const after = worker();
    ${FILL.replace('let kept', 'let again').replaceAll('kept', 'again')}
    await Promise.all([before, after].map((each) => new Promise((resolve, reject) => each.on('exit', resolve).on('error', reject))));
    console.log('done');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += String(chunk)));
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  expect({ code, signal, said }).toMatchObject({
    code: 0,
    signal: null,
    said: expect.stringContaining('done'),
  });
});
