import { readFile } from 'node:fs/promises';
import type { FastifyBaseLogger } from 'fastify';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import { stopAll } from '#shared/kernel/service.ts';
import { composeCentre } from './compose.ts';
import type { Admin } from './admin.ts';
import { createKeyFile } from './secrets/key-file.ts';
import type { KeyStore } from './secrets/keys.ts';
import type { ReplicaSchema } from './sync/snapshot/replica-schema.ts';
import type { CentreFlags, Database, SecretKeyFile } from './flags.ts';

export interface OpenDatabase {
  readonly url: string;
  /** Settles when the embedded server ends, by stop() or by itself; absent: the database is somebody else's. */
  readonly exited?: Promise<unknown>;
  stop(): Promise<void>;
}

/** Starts the embedded server where one is asked for; its code is loaded only then. */
export async function openDatabase(database: Database, log: FastifyBaseLogger): Promise<OpenDatabase> {
  if ('url' in database) return { url: database.url, stop: async () => undefined };
  const { startPostgres } = await import('./postgres/supervisor.ts');
  return startPostgres({ dataDir: database.dataDir, log: (line) => log.info(line) });
}

/** For the operator's commands: the embedded server that a node is running right now, or else as {@link openDatabase}. */
export async function reachDatabase(database: Database, log: FastifyBaseLogger): Promise<OpenDatabase> {
  if ('dataDir' in database) {
    const { findRunningServer } = await import('./postgres/running-server.ts');
    const url = await findRunningServer(database.dataDir);
    if (url !== undefined) return { url, stop: async () => undefined };
  }
  return openDatabase(database, log);
}

/** Others than its owner can read it: somebody should hear of that. */
export function openKeyFile(file: SecretKeyFile, log: FastifyBaseLogger): KeyStore {
  let isSaid = false;
  return createKeyFile({
    ...file,
    onOpenToOthers(path) {
      if (!isSaid) log.warn({ file: path }, 'everybody on this machine can read the key file: chmod 600');
      isSaid = true;
    },
  });
}

const DAY_MS = 86_400_000;

export interface RunningCentre {
  readonly url: string;
  readonly admin: Admin;
  /** As {@link OpenDatabase}. */
  readonly databaseExited: Promise<unknown> | undefined;
  stop(): Promise<void>;
  reloadTls(): Promise<void>;
}

/** Database and node; where the node does not start, the database is stopped again. */
export async function runCentre(
  flags: CentreFlags,
  log: FastifyBaseLogger,
  replicaSchema?: ReplicaSchema,
): Promise<RunningCentre> {
  const { host, port, tls, trustedProxies, poolSize, metricsTokenFile } = flags;
  const metricsToken = metricsTokenFile === undefined ? undefined : await readToken(metricsTokenFile);
  const database = await openDatabase(flags.database, log);
  const centre = composeCentre({
    databaseUrl: database.url,
    secretKeys: openKeyFile(flags.secretKeys, log),
    listenUrl: 'listenUrl' in flags.database ? flags.database.listenUrl : undefined,
    host,
    port,
    log,
    tls,
    trustedProxies,
    poolSize,
    metricsToken,
    ownsProcess: true,
    replicaSchema,
    stopTimeoutMs: flags.stopSeconds * 1000,
    limits: { fileMb: flags.fileMb },
    retention: {
      deskMs: flags.keepDays.desks * DAY_MS,
      resultMs: flags.keepDays.results * DAY_MS,
      sessionMs: flags.keepDays.signIns * DAY_MS,
      loginFailureMs: flags.keepDays.signIns * DAY_MS,
    },
  });
  const stop = (): Promise<void> =>
    stopAll([database, centre].map((service) => ({ start: () => undefined, stop: () => service.stop() })));
  try {
    const { url } = await centre.start();
    const { admin, reloadTls } = centre;
    return { url, admin, databaseExited: database.exited, stop, reloadTls };
  } catch (error) {
    await stop().catch((failure: unknown) => log.error({ err: failure }, 'could not stop'));
    throw error;
  }
}

const MIN_TOKEN = 16;

async function readToken(file: string): Promise<string> {
  const token = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new AppError('flags.bad', `${file} cannot be read: ${messageOf(error)}`, {
      flag: 'metrics-token-file',
    });
  });
  if (/^\S+$/.test(token.trim()) && token.trim().length >= MIN_TOKEN) return token.trim();
  throw new AppError('flags.bad', `${file} should hold one token of ${MIN_TOKEN} characters or more`, {
    flag: 'metrics-token-file',
  });
}
