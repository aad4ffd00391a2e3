import {
  chmod,
  lchown,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { OWN_SERVER_HINT, PostgresError, explainFailure, errorCode } from './errors.ts';
import { run } from './run.ts';
import type { Account } from './run.ts';
import { syncFolder } from '../sync-folder.ts';

export const SUPERUSER = 'postgres';

/** Reads `PG_VERSION` (the major version, `18`); undefined where there is no cluster. */
export async function clusterVersion(cluster: string): Promise<string | undefined> {
  try {
    return (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function isAbsentOrEmpty(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length === 0;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return true;
    throw error;
  }
}

/** Root hands a cluster that root owns (fresh, or restored from a backup) to the account that will run it. */
async function handOver(path: string, { uid, gid }: Account): Promise<void> {
  await lchown(path, uid, gid);
  for (const entry of await readdir(path, { withFileTypes: true })) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) await handOver(child, { uid, gid });
    else await lchown(child, uid, gid);
  }
}

export interface ClusterOptions {
  /** The folder that contains the cluster; ours. */
  readonly home: string;
  /** `<home>/pgdata` */
  readonly cluster: string;
  readonly binaries: Binaries;
  readonly account: Account | undefined;
  readonly password: string;
  readonly log: (line: string) => void;
  readonly signal: AbortSignal | undefined;
}

/**
 * Makes sure that a cluster of our major version is there. A new one is made aside and renamed into place, so that
 * an initdb killed half-way leaves no half cluster.
 *
 * @throws PostgresError `wrong-version`, `foreign-folder`, `disk-full`, `initdb-failed`, `aborted`.
 */
export async function ensureCluster(options: ClusterOptions): Promise<void> {
  const { cluster, binaries, account } = options;
  const version = await clusterVersion(cluster);
  if (version === undefined) {
    if (!(await isAbsentOrEmpty(cluster))) {
      throw new PostgresError(
        'foreign-folder',
        `${cluster} is there but holds no PostgreSQL database (no PG_VERSION). ` +
          'Restore it from a backup, or move it away to begin with an empty database.',
      );
    }
    return createCluster(options);
  }
  if (version !== binaries.major) {
    throw new PostgresError(
      'wrong-version',
      `The database in ${cluster} is of PostgreSQL ${version}, the embedded one is ${binaries.version}. ` +
        'Nothing was changed. Dump it with the old version and restore it into a new data folder, ' +
        `or run it with PostgreSQL ${version} and set DATABASE_URL.`,
    );
  }
  if (account && (await stat(cluster)).uid !== account.uid) await handOver(cluster, account);
}

async function createCluster(options: ClusterOptions): Promise<void> {
  const { home, cluster, binaries, account, password, log, signal } = options;
  log(`Creating a new PostgreSQL ${binaries.version} database in ${cluster}.`);
  const aside = await mkdtemp(join(home, 'init-'));
  try {
    const fresh = join(aside, 'pgdata');
    const passwordFile = join(aside, 'password');
    await mkdir(fresh, { mode: 0o700 });
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600, flag: 'wx' });
    if (account) {
      // The account may pass through to its two entries, and owns nothing but those.
      for (const path of [fresh, passwordFile]) await lchown(path, account.uid, account.gid);
      await chmod(aside, 0o711);
    }
    const args = [
      `--pgdata=${fresh}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // Built into PostgreSQL: Unicode case mapping, code point order, and no index that a new C library invalidates.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ];
    const result = await run(binaries.initdb, args, { account, cwd: home, signal }).catch(
      (error: unknown) => {
        if (signal?.aborted)
          throw new PostgresError('aborted', 'Creating the database was cancelled.', [], error);
        throw error;
      },
    );
    if (result.status !== 0) {
      const message = `The database could not be created in ${cluster}.`;
      throw explainFailure(
        { code: 'initdb-failed', message, advice: OWN_SERVER_HINT },
        result.errorLines.slice(-20),
      );
    }
    await rename(fresh, cluster);
    await syncFolder(home);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/**
 * Gives the superuser our password again, through PostgreSQL's stand-alone mode: needed where only the cluster was
 * restored from a backup, or the secret file was lost. The server must not be running.
 */
export async function resetPassword(options: ClusterOptions): Promise<void> {
  const { cluster, home, binaries, account, password, log, signal } = options;
  log('The superuser password does not fit this database (restored from a backup?); setting it anew.');
  const args = ['--single', '-D', cluster, '-c', 'password_encryption=scram-sha-256', 'postgres'];
  const input = `ALTER ROLE ${SUPERUSER} PASSWORD '${password}'\n`;
  const result = await run(binaries.postgres, args, { account, cwd: home, input, signal });
  if (result.status === 0) return;
  const message = `The superuser password of ${cluster} could not be set.`;
  throw explainFailure({ code: 'start-failed', message }, result.errorLines.slice(-20));
}
