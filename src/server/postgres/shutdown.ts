import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { PostgresError, errorCode } from './errors.ts';

export interface ShutdownTimes {
  /** How long a fast shutdown (SIGINT: clients are cut, everything is written) may take, ms. */
  readonly fastMs: number;
  /** How long an immediate shutdown (SIGQUIT: the next start recovers from the write-ahead log) may take, ms. */
  readonly immediateMs: number;
}

export const SHUTDOWN_TIMES: ShutdownTimes = { fastMs: 30_000, immediateMs: 10_000 };

export interface ShutdownOptions {
  readonly pid: number;
  /** Must recheck that the process is still that server: process ids are reused. */
  readonly isGone: () => Promise<boolean>;
  readonly pgCtl: string;
  readonly log: (line: string) => void;
  readonly times: ShutdownTimes;
}

async function sendSignal(pid: number, signal: 'SIGINT' | 'SIGQUIT', pgCtl: string): Promise<void> {
  if (process.platform === 'win32') {
    // process.kill() would terminate it there; PostgreSQL listens for its signals on a named pipe.
    await promisify(execFile)(pgCtl, ['kill', signal.slice('SIG'.length), String(pid)], {
      windowsHide: true,
    });
    return;
  }
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}

async function goneWithin(ms: number, isGone: () => Promise<boolean>): Promise<boolean> {
  const deadline = performance.now() + ms;
  while (!(await isGone())) {
    if (performance.now() > deadline) return false;
    await sleep(10);
  }
  return true;
}

/**
 * Stops a server: fast, then immediate. Never SIGKILL: that would leave its children and shared memory behind, which
 * is the one way to two servers on one folder.
 *
 * @throws PostgresError `still-running` where it outlives both.
 */
export async function shutDown({ pid, isGone, pgCtl, log, times }: ShutdownOptions): Promise<void> {
  if (await isGone()) return;
  await sendSignal(pid, 'SIGINT', pgCtl);
  if (await goneWithin(times.fastMs, isGone)) return;
  log(
    `PostgreSQL (process ${pid}) did not end within ${times.fastMs / 1000} s of a fast shutdown; ` +
      'asking for an immediate one. Nothing committed is lost: the next start recovers it.',
  );
  await sendSignal(pid, 'SIGQUIT', pgCtl);
  if (await goneWithin(times.immediateMs, isGone)) return;
  throw new PostgresError(
    'still-running',
    `PostgreSQL (process ${pid}) still runs after a fast and an immediate shutdown. It was not killed, to keep its data ` +
      'whole. Look for a hanging disk or a stopped process (state T or D in ps), then end it with SIGQUIT.',
  );
}
