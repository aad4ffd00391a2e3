import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { testKeyFile } from '#test/support/secret-key-file.ts';

/** A node of the centre as `npm run centre` runs it. */
export interface NodeProcess {
  readonly url: string;
  readonly pid: number;
  /** What is left of its heap after a full collection, MB. */
  liveHeapMb(): Promise<number>;
  stop(): Promise<void>;
}

const PROBE = join(import.meta.dirname, 'heap-probe.bench-process.ts');
const SCRIPT = join(import.meta.dirname, '../../src/launch/centre.ts');
const READY_MS = 60_000;
const KEPT_OUTPUT = 4_000;

/** @throws with what it said where it does not get ready */
export async function startNodeProcess(databaseUrl: string): Promise<NodeProcess> {
  const child = spawn(
    process.execPath,
    [
      ...['--disable-warning=ExperimentalWarning', '--expose-gc', '--import', PROBE],
      ...[SCRIPT, '--port', '0', '--log-level', 'warn'],
    ],
    {
      env: { ...process.env, CENTRE_SECRET_KEYS: testKeyFile(), DATABASE_URL: databaseUrl },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
  const url = await untilReady(child);
  return {
    url,
    pid: child.pid ?? 0,
    async liveHeapMb() {
      const answered = once(child, 'message');
      child.send('live heap');
      const [bytes] = (await answered) as [number];
      return bytes / (1024 * 1024);
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}

function untilReady(child: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      reject(new Error(`the node ${why}: ${said}`));
    };
    const timer = setTimeout(() => fail(`was not ready in ${READY_MS / 1000} s`), READY_MS);
    const hear = (text: string): void => {
      said = (said + text).slice(-KEPT_OUTPUT);
      const [, url] = /(https?:\/\/\S+)/.exec(said) ?? [];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve(url);
    };
    child.stdout?.setEncoding('utf8').on('data', hear);
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-KEPT_OUTPUT);
    });
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code, signal) => fail(`ended with ${signal ?? code}`));
  });
}
