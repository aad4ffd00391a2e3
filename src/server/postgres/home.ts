import { randomBytes } from 'node:crypto';
import {
  chmod,
  link,
  lstat,
  mkdir,
  open,
  readFile,
  readdir,
  realpath,
  rm,
  stat,
  unlink,
} from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { assertReachable, chooseAccount } from './account.ts';
import { claim, claimAddress } from './claim.ts';
import type { Claim } from './claim.ts';
import { clusterVersion } from './cluster.ts';
import { OWN_SERVER_HINT, PostgresError, errorCode } from './errors.ts';
import type { Account } from './run.ts';

/**
 * The folder of one embedded server, claimed by this process.
 *
 * ```
 * pgdata/            the cluster; PostgreSQL's own
 * secret             64 hex digits: superuser password and name of the claim; mode 0600
 * postgres.log[.1]   the server's log
 * runtime-<version>/ private copy of the binaries, where one is needed
 * init-*, partial-*  half-made things of a start that was killed; removed at the next one
 * ```
 * Run by root it stays root's: the server's account owns `pgdata` only, so that root never writes into a folder whose
 * entries somebody else can swap.
 */
export interface Home {
  readonly path: string;
  readonly cluster: string;
  readonly logFile: string;
  readonly secret: string;
  readonly account: Account | undefined;
  readonly claim: Claim;
}

export function clusterOf(home: string): string {
  return join(home, 'pgdata');
}

/** Makes the folder and its missing parents, whatever the umask says. What is there already keeps its mode. */
async function makeFolder(path: string, mode: number): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode });
  if (first === undefined) return;
  for (let made = resolve(path); made.length >= first.length; made = dirname(made)) await chmod(made, mode);
}

const SECRET = /^[0-9a-f]{64}$/;

/** @returns undefined where there is none. */
export async function readSecret(home: string): Promise<string | undefined> {
  const path = join(home, 'secret');
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined || SECRET.test(text.trim())) return text?.trim();
  throw new PostgresError(
    'secret-damaged',
    `${path} is damaged (it should hold 64 hex digits). Move it away: the next start makes a new one and sets the ` +
      'superuser password of the database to it.',
  );
}

/**
 * Two processes may get here at once, neither with a claim yet: link() lets one of them win, and both read the
 * winner's. That is why leftovers named `secret-*` are never cleared away: one may be another's, in the making.
 */
async function ensureSecret(home: string): Promise<string> {
  const existing = await readSecret(home);
  if (existing !== undefined) return existing;
  const aside = join(home, `secret-${randomBytes(8).toString('hex')}`);
  const handle = await open(aside, 'wx', 0o600);
  try {
    await handle.writeFile(randomBytes(32).toString('hex'));
    await handle.sync();
    await link(aside, join(home, 'secret')).catch((error: unknown) => {
      if (errorCode(error) !== 'EEXIST') throw error;
    });
  } finally {
    await handle.close();
    await unlink(aside).catch(() => undefined);
  }
  const secret = await readSecret(home);
  if (secret === undefined) throw new PostgresError('secret-damaged', `${join(home, 'secret')} vanished.`);
  return secret;
}

/**
 * Claims a folder by its identity on disk rather than by its path: symbolic links lead to the same claim, a renamed
 * folder keeps it, a copied one gets its own.
 */
export async function claimHome(home: string, secret: string): Promise<Claim> {
  const { dev, ino } = await stat(home, { bigint: true });
  return claim(claimAddress(`${dev}:${ino}:${secret}`), `The embedded PostgreSQL in ${home}`);
}

/**
 * Makes the folder where it is missing, finds the account and claims the folder.
 *
 * @throws PostgresError `in-use`, `folder-unreachable`, `foreign-folder`, `wrong-owner`, `secret-damaged`.
 */
export async function openHome(dataDir: string, runAs: Account | undefined): Promise<Home> {
  const version = await clusterVersion(dataDir);
  if (version !== undefined) {
    throw new PostgresError(
      'foreign-folder',
      `${dataDir} is itself a PostgreSQL ${version} database. Name the folder around it; ` +
        'the embedded database is expected in its subfolder "pgdata".',
    );
  }
  const account = await chooseAccount(clusterOf(dataDir), runAs);
  try {
    await makeFolder(dataDir, account ? 0o711 : 0o700);
  } catch (error) {
    throw new PostgresError(
      'folder-unreachable',
      `The data folder ${dataDir} cannot be made or entered: ${String(error)}. Choose another one. ${OWN_SERVER_HINT}`,
      [],
      error,
    );
  }
  const path = await realpath(dataDir);
  await assertReachable(path, account);
  const secret = await ensureSecret(path);
  return {
    path,
    cluster: clusterOf(path),
    logFile: join(path, 'postgres.log'),
    secret,
    account,
    claim: await claimHome(path, secret),
  };
}

/** Removes what a killed start left half-made. Under the claim nobody else is making any. */
export async function removeLeftovers(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    if (!/^(init|partial)-\w+$/.test(name)) continue;
    const path = join(home, name);
    const { uid } = await lstat(path);
    if (process.getuid && uid !== process.getuid()) continue;
    await rm(path, { recursive: true, force: true });
  }
}
