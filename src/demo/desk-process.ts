import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { AppError } from '#shared/kernel/app-error.ts';
import type { Service } from '#shared/kernel/service.ts';

export interface DeskProcess extends Service {
  /** The browser shell's start address, or undefined in Electron; valid once `start` has resolved. */
  readonly address: string | undefined;
}

const READY_MS = 60_000;
const STOP_MS = 15_000;

/** A desk as `npm start` runs it, in a process of its own; it ends when this one does, however this one ends. */
export function createDeskProcess({
  name,
  script,
  args,
}: {
  readonly name: string;
  readonly script: string;
  readonly args: readonly string[];
}): DeskProcess {
  let child: ChildProcess | undefined;
  let address: string | undefined;

  return {
    get address() {
      return address;
    },
    async start() {
      // A group of its own: Ctrl-C reaches this process alone, which then stops all in order.
      const started = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...args], {
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
        detached: true,
      });
      child = started;
      let complaints = '';
      started.stderr?.setEncoding('utf8').on('data', (text: string) => {
        complaints = (complaints + text).slice(-4000);
      });
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(
          () =>
            reject(
              new AppError(
                'demo.desk-silent',
                `${name} did not start in ${READY_MS / 1000} s\n${complaints}`,
              ),
            ),
          READY_MS,
        );
        started.once('error', reject);
        started.once('exit', (code) =>
          reject(new AppError('demo.desk-ended', `${name} ended with ${code}\n${complaints}`)),
        );
        started.on('message', (message: unknown) => {
          if (typeof message !== 'object' || message === null || !('ready' in message)) return;
          clearTimeout(timer);
          address = 'address' in message && typeof message.address === 'string' ? message.address : undefined;
          resolve();
        });
      });
    },
    async stop() {
      const running = child;
      if (!running || running.exitCode !== null || running.signalCode !== null) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(() => running.kill('SIGKILL'), STOP_MS);
        running.once('exit', () => {
          clearTimeout(timer);
          resolve();
        });
        running.kill('SIGTERM');
      });
    },
  };
}
