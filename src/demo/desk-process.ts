import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { AppError } from '#shared/kernel/app-error.ts';
import type { Service } from '#shared/kernel/service.ts';

export interface DeskProcess extends Service {
  /** The browser shell's start address, or undefined in Electron; valid once `start` has resolved. */
  readonly address: string | undefined;
  readonly pid: number | undefined;
  /** Ends it between any two statements, as a crash does. */
  kill(): Promise<void>;
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

  async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const running = child;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => running.kill('SIGKILL'), STOP_MS);
      running.once('exit', () => {
        clearTimeout(timer);
        resolve();
      });
      running.kill(signal);
    });
  }

  return {
    get address() {
      return address;
    },
    get pid() {
      return child?.pid;
    },
    async start() {
      // A group of its own: Ctrl-C reaches this process alone, which then stops all in order.
      child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...args], {
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
        detached: true,
      });
      try {
        ({ address } = await untilReady(child, name));
      } catch (error) {
        await end('SIGKILL');
        throw error;
      }
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

interface Ready {
  readonly address: string | undefined;
}

/** What start.ts says once the desk is up; throws with what it complained of when it is not. */
function untilReady(child: ChildProcess, name: string): Promise<Ready> {
  let complaints = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaints = (complaints + text).slice(-4000);
  });
  return new Promise<Ready>((resolve, reject) => {
    const fail = (code: string, what: string): void => {
      clearTimeout(timer);
      reject(new AppError(code, `${name} ${what}\n${complaints}`));
    };
    const timer = setTimeout(
      () => fail('demo.desk-silent', `did not start in ${READY_MS / 1000} s`),
      READY_MS,
    );
    child.once('error', (error) => fail('demo.desk-ended', error.message));
    child.once('exit', (code, signal) => fail('demo.desk-ended', `ended with ${signal ?? code}`));
    child.on('message', (message: unknown) => {
      if (typeof message !== 'object' || message === null || !('ready' in message)) return;
      clearTimeout(timer);
      const address =
        'address' in message && typeof message.address === 'string' ? message.address : undefined;
      resolve({ address });
    });
  });
}
