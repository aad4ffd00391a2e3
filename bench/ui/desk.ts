import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';
import type { Service } from '#shared/kernel/service.ts';
import { cpuMs } from '../sync/process-cost.ts';

/** A desk as `npm start` runs it, whose heap can be asked for. */
export interface MeasuredDesk extends Service {
  readonly address: string;
  /** ms from the start of its process to the address it can be opened at. */
  readonly addressMs: number;
  /** What is left of its heap after full collections, MB. */
  liveHeapMb(): Promise<number>;
  /** What it has used of the processors so far, ms; undefined where the system does not say it. */
  cpuMs(): Promise<number | undefined>;
}

const PROBE = join(import.meta.dirname, '../sync/heap-probe.bench-process.ts');
const START_SCRIPT = join(import.meta.dirname, '../../src/launch/start.ts');
const READY_MS = 120_000;
const KEPT_OUTPUT = 4_000;
const ready = z.object({ ready: z.literal(true), address: z.string() });

/** @throws with what it said where it does not get ready */
export async function startMeasuredDesk(args: readonly string[]): Promise<MeasuredDesk> {
  const begin = performance.now();
  const child = spawn(
    process.execPath,
    [
      ...['--disable-warning=ExperimentalWarning', '--expose-gc', '--import', PROBE, START_SCRIPT],
      ...['--shell', 'browser', '--no-open', ...args],
    ],
    { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] },
  );
  const address = await untilReady(child);
  return {
    address,
    addressMs: performance.now() - begin,
    async liveHeapMb() {
      // What the first collection frees by finalisers, the second collects.
      await heapOf(child);
      return (await heapOf(child)) / 1e6;
    },
    cpuMs: async () => (child.pid === undefined ? undefined : cpuMs(child.pid)),
    start() {},
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/** ms a process of Node takes that does nothing: what the start of a desk is beside. */
export async function bareNodeMs(): Promise<number> {
  const begin = performance.now();
  await once(spawn(process.execPath, ['--eval', ''], { stdio: 'ignore' }), 'exit');
  return performance.now() - begin;
}

async function heapOf(child: ChildProcess): Promise<number> {
  const answered = once(child, 'message');
  child.send('live heap');
  return z
    .tuple([z.number()])
    .rest(z.unknown())
    .parse(await answered)[0];
}

async function untilReady(child: ChildProcess): Promise<string> {
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-KEPT_OUTPUT);
  });
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const fail = (why: string): void => reject(new Error(`the desk ${why}: ${said}`));
  const timer = setTimeout(() => fail(`was not ready in ${READY_MS / 1000} s`), READY_MS);
  child.once('message', (message) => resolve(ready.parse(message).address));
  child.once('error', (error) => fail(error.message));
  child.once('exit', (code, signal) => fail(`ended with ${signal ?? code}`));
  try {
    return await promise;
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
