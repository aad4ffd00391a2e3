import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { Binaries } from './binaries.ts';
import { PostgresError, explainFailure } from './errors.ts';
import { readPostmasterPid } from './postmaster-pid.ts';
import { cleanEnvironment } from './run.ts';
import type { Account } from './run.ts';
import { openServerLog } from './server-log.ts';
import { shutDown } from './shutdown.ts';
import type { ShutdownTimes } from './shutdown.ts';

export interface ServerExit {
  readonly status: number | null;
  readonly signal: string | null;
}

/** A server that accepts connections and is a child of this process. */
export interface RunningServer {
  readonly pid: number;
  readonly exited: Promise<ServerExit>;
  stop(): Promise<void>;
  /** Begins a fast shutdown without waiting, for a process that is about to exit. Not on Windows, where kill() is abrupt. */
  interrupt(): void;
}

/** Given on the command line, so that they hold whatever an older cluster's postgresql.conf says. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  // TCP on loopback only: works on Windows too, and no path can exceed the 107 bytes of a socket address.
  unix_socket_directories: '',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  log_destination: 'stderr',
  logging_collector: 'off',
  // The log must not hold contents of rows: no statements, and no details such as "Key (name)=(…)".
  log_statement: 'none',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

/** A port that was free a moment ago on 127.0.0.1. */
export function pickFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

export interface LaunchOptions {
  readonly cluster: string;
  readonly binaries: Binaries;
  readonly account: Account | undefined;
  readonly port: number;
  readonly url: string;
  readonly logFile: string;
  readonly log: (line: string) => void;
  readonly signal: AbortSignal | undefined;
  readonly startTimeoutMs: number;
  readonly times: ShutdownTimes;
  /** Over SETTINGS. */
  readonly settings: Readonly<Record<string, string>>;
  /** See OrphanReport.unrelated. */
  readonly unrelatedPid: number | undefined;
}

async function spawnServer(options: LaunchOptions) {
  const { cluster, binaries, account, port, unrelatedPid } = options;
  const settings = Object.entries({ ...SETTINGS, ...options.settings, port: String(port) });
  const serverLog = await openServerLog(options.logFile);
  try {
    const child = spawn(
      binaries.postgres,
      ['-D', cluster, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      {
        cwd: cluster,
        env: {
          ...cleanEnvironment(),
          // pg_ctl's own means of naming a process that is certainly no other server of this folder.
          ...(unrelatedPid === undefined ? {} : { PG_GRANDPARENT_PID: String(unrelatedPid) }),
        },
        stdio: ['ignore', serverLog.handle.fd, serverLog.handle.fd],
        // Ctrl-C in a terminal reaches us only: we stop the server when its clients are done.
        detached: true,
        windowsHide: true,
        ...account,
      },
    );
    const exited = new Promise<ServerExit>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (status, signal) => resolve({ status, signal }));
    });
    // Also awaited where it matters; a rejection in between must not count as unhandled.
    exited.catch(() => undefined);
    return { child, exited, serverLog };
  } finally {
    await serverLog.handle.close();
  }
}

async function untilReady(pid: number, hasEnded: () => boolean, options: LaunchOptions): Promise<void> {
  const began = performance.now();
  let nextReport = 10_000;
  while (!hasEnded()) {
    if (options.signal?.aborted) throw new PostgresError('aborted', 'Starting PostgreSQL was cancelled.');
    const seen = await readPostmasterPid(options.cluster);
    if (seen?.pid === pid && seen.status === 'ready') return;
    const waited = performance.now() - began;
    if (waited > options.startTimeoutMs) {
      const seconds = Math.round(options.startTimeoutMs / 1000);
      throw new PostgresError(
        'timeout',
        `PostgreSQL was not ready after ${seconds} s and was stopped again.`,
      );
    }
    if (waited > nextReport) {
      options.log(
        `PostgreSQL is still starting (${Math.round(waited / 1000)} s): recovering after an unclean end.`,
      );
      nextReport += 10_000;
    }
    await sleep(10);
  }
}

async function assertAnswers(url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Starts the server and waits until it answers a query.
 *
 * @throws PostgresError with the server's last log lines; the server has ended then. A refused login rejects with the
 * driver's error (`28P01`).
 */
export async function launchServer(options: LaunchOptions): Promise<RunningServer> {
  const { child, exited, serverLog } = await spawnServer(options);
  const { pid } = child;
  let ended = false;
  exited.finally(() => (ended = true)).catch(() => undefined);
  if (pid === undefined) {
    const cause = await exited.catch((error: unknown) => error);
    throw new PostgresError('binaries-unusable', 'PostgreSQL could not be executed.', [String(cause)], cause);
  }
  const stop = (): Promise<void> =>
    shutDown({
      pid,
      isGone: () => Promise.resolve(ended),
      pgCtl: options.binaries.pgCtl,
      log: options.log,
      times: options.times,
    });
  try {
    await untilReady(pid, () => ended, options);
    if (ended) {
      const { status, signal } = await exited;
      const how = signal === null ? `exit code ${status}` : signal;
      const message = `PostgreSQL ended while starting (${how}).`;
      throw explainFailure({ code: 'start-failed', message }, await serverLog.tail());
    }
    await assertAnswers(options.url);
  } catch (error) {
    await stop();
    throw error;
  }
  const interrupt = (): void => {
    if (process.platform !== 'win32') child.kill('SIGINT');
  };
  return { pid, exited, stop, interrupt };
}
