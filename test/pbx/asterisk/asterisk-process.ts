import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Debian's `nobody`: whom Asterisk runs as when we are root. */
export const UNPRIVILEGED_ID = 65_534;
export const RUNNING_AS_ROOT = process.getuid?.() === 0;

const GRACE_MS = 5000;

/** One running Asterisk. Ends with its parent whatever becomes of that, SIGKILL included. */
export class AsteriskProcess {
  readonly #child: ChildProcess;
  readonly #work: string;
  /** Resolves with code and signal when it has ended. */
  readonly exited: Promise<string>;

  /** @param bundle as built by assembleBundle; @param work with its etc/ rendered. */
  constructor(bundle: string, work: string) {
    this.#work = work;
    const identity = ['--reuid', `${UNPRIVILEGED_ID}`, '--regid', `${UNPRIVILEGED_ID}`, '--clear-groups'];
    const setpriv = ['--pdeathsig', 'KILL', '--no-new-privs', ...(RUNNING_AS_ROOT ? identity : [])];
    const loader = [join(bundle, 'loader'), '--library-path', join(bundle, 'lib')];
    const asterisk = [join(bundle, 'asterisk'), '-C', join(work, 'etc', 'asterisk.conf'), '-f', '-n', '-q'];
    const console = openSync(join(work, 'console'), 'a');
    this.#child = spawn('setpriv', [...setpriv, '--', ...loader, ...asterisk], {
      cwd: work,
      // Nothing of ours is its business, and nothing of the system's OpenSSL configuration fits its own library.
      env: { PATH: process.env['PATH'], HOME: work, LC_ALL: 'C.UTF-8', OPENSSL_CONF: '/dev/null' },
      stdio: ['ignore', console, console],
    });
    closeSync(console);
    this.exited = new Promise((resolve) => {
      this.#child.once('error', (error) => resolve(error.message));
      this.#child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`));
    });
  }

  /** Immediately, mid-call, as a power cut would. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.exited;
  }

  /** Asks it to end, and makes it end when it does not. */
  async stop(): Promise<void> {
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), GRACE_MS);
    this.#child.kill('SIGTERM');
    await this.exited;
    clearTimeout(timer);
  }

  /** The end of what it wrote to its log and its console. */
  async lastWords(): Promise<string> {
    const read = (name: string): Promise<string> => readFile(join(this.#work, name), 'utf8').catch(() => '');
    return `${await read('console')}\n${(await read('log/full')).slice(-3000)}`.trim();
  }
}
