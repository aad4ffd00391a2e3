import { parseArgs } from 'node:util';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import { AppError } from '#shared/kernel/app-error.ts';
import { stopAll } from '#shared/kernel/service.ts';
import { composeCentre } from './compose.ts';
import type { Admin } from './admin.ts';

/** Where the rows are: a server of one's own, or the embedded one with its folder. */
export type Database = { readonly url: string } | { readonly dataDir: string };

export interface CentreFlags {
  readonly host: string;
  readonly port: number;
  readonly database: Database;
}

export const DEFAULT_PORT = 4700;

/** Options of all subcommands for parseArgs. */
const centreFlagOptions = {
  host: { type: 'string', default: '127.0.0.1' },
  port: { type: 'string', default: String(DEFAULT_PORT) },
  data: { type: 'string' },
} as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** `DATABASE_URL` is used unless `--data` is given. Throws AppError `flags.bad` for what cannot be understood. */
export function readCentreFlags(args: readonly string[], env: Environment): CentreFlags {
  const { values } = parseArgs({ args: [...args], options: centreFlagOptions, strict: true });
  const port = Number(values.port);
  if (!/^\d{1,5}$/.test(values.port) || port > 65_535) {
    throw new AppError('flags.bad', `--port takes a number from 0 to 65535, not ${values.port}`, {
      flag: 'port',
    });
  }
  return { host: values.host, port, database: chooseDatabase(values.data, env) };
}

export function chooseDatabase(data: string | undefined, env: Environment): Database {
  if (data === undefined && env['DATABASE_URL']) return { url: env['DATABASE_URL'] };
  return { dataDir: data ?? defaultDataDir(env) };
}

function defaultDataDir(env: Environment): string {
  const base = env['XDG_DATA_HOME'] ?? env['LOCALAPPDATA'] ?? join(homedir(), '.local', 'share');
  return join(base, 'rufblatt', 'centre');
}

export interface OpenDatabase {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts the embedded server where one is asked for; its code is loaded only then. */
export async function openDatabase(database: Database, log: FastifyBaseLogger): Promise<OpenDatabase> {
  if ('url' in database) return { url: database.url, stop: async () => undefined };
  const { startPostgres } = await import('./postgres/supervisor.ts');
  return startPostgres({ dataDir: database.dataDir, log: (line) => log.info(line) });
}

export interface RunningCentre {
  readonly url: string;
  readonly admin: Admin;
  stop(): Promise<void>;
}

/** Database and node; where the node does not start, the database is stopped again. */
export async function runCentre(flags: CentreFlags, log: FastifyBaseLogger): Promise<RunningCentre> {
  const database = await openDatabase(flags.database, log);
  const centre = composeCentre({ databaseUrl: database.url, host: flags.host, port: flags.port, log });
  const stop = (): Promise<void> =>
    stopAll([database, centre].map((service) => ({ start: () => undefined, stop: () => service.stop() })));
  try {
    const { url } = await centre.start();
    return { url, admin: centre.admin, stop };
  } catch (error) {
    await stop().catch((failure: unknown) => log.error({ err: failure }, 'could not stop'));
    throw error;
  }
}
