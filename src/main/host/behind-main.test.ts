import { once } from 'node:events';
import { getPriority } from 'node:os';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';

const module = JSON.stringify(new URL('./behind-main.ts', import.meta.url).href);

it('puts a worker behind, where threads have priorities, and nobody else', async () => {
  const before = getPriority(0);
  const worker = new Worker(
    `const { getPriority } = require('node:os');
     const { parentPort } = require('node:worker_threads');
     import(${module}).then(({ runBehindMain }) => {
       const before = getPriority(0);
       runBehindMain();
       parentPort.postMessage([before, getPriority(0)]);
     });`,
    { eval: true },
  );
  const [[begun, after]] = (await once(worker, 'message')) as [[number, number]];
  expect(after).toBe(process.platform === 'linux' ? Math.min(19, begun + 10) : begun);
  expect(getPriority(0)).toBe(before);
  await worker.terminate();
});
