import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { OWN_SERVER_HINT, PostgresError, errorCode } from './errors.ts';
import { run } from './run.ts';
import type { Account } from './run.ts';

/** The usual number of the user without rights where /etc/passwd cannot be read (users from a directory service). */
const NOBODY: Account = { uid: 65534, gid: 65534 };

/** Finds a user in the text of /etc/passwd (`name:x:uid:gid:…`). */
export function accountFromPasswd(passwd: string, user: string): Account | undefined {
  for (const line of passwd.split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (name === user && /^\d+$/.test(uid ?? '') && /^\d+$/.test(gid ?? '')) {
      return { uid: Number(uid), gid: Number(gid) };
    }
  }
  return undefined;
}

async function nobody(): Promise<Account> {
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const found = accountFromPasswd(passwd, 'nobody');
  return found && found.uid !== 0 ? found : NOBODY;
}

async function ownerOf(path: string): Promise<Account | undefined> {
  try {
    const { uid, gid } = await stat(path);
    return { uid, gid };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * The account to drop to, or undefined to run as ourselves. PostgreSQL refuses to run as root, so root needs one:
 * the owner of an existing cluster (so that it survives a change of the configured user), else `runAs`, else nobody.
 *
 * @throws PostgresError `wrong-owner` where we are not root and the cluster belongs to somebody else.
 */
export async function chooseAccount(
  cluster: string,
  runAs: Account | undefined,
): Promise<Account | undefined> {
  const ownUid = process.getuid?.();
  if (ownUid === undefined) return undefined;
  const owner = await ownerOf(cluster);
  if (ownUid === 0) return owner && owner.uid !== 0 ? owner : (runAs ?? (await nobody()));
  if (owner && owner.uid !== ownUid) {
    throw new PostgresError(
      'wrong-owner',
      `The database in ${cluster} belongs to user ${owner.uid}, this process runs as user ${ownUid}. ` +
        `Start it as that user, or hand the folder over with chown. ${OWN_SERVER_HINT}`,
    );
  }
  return undefined;
}

function ancestorsFromRoot(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [...ancestorsFromRoot(parent), path];
}

/**
 * Asks the system itself, as that account, whether it can pass through every folder down to `path`: mode bits alone
 * would overlook ACLs and mount options.
 *
 * @throws PostgresError `folder-unreachable` naming the first folder that bars the way.
 */
export async function assertReachable(path: string, account: Account | undefined): Promise<void> {
  if (!account) return;
  const script = 'for folder in "$@"; do test -x "$folder" || { printf %s "$folder"; exit 1; }; done';
  const result = await run('/bin/sh', ['-c', script, 'sh', ...ancestorsFromRoot(path)], {
    account,
    cwd: '/',
  });
  if (result.status === 0) return;
  throw new PostgresError(
    'folder-unreachable',
    `PostgreSQL does not run as root; it would run as user ${account.uid}, who may not enter ${result.stdout || path}. ` +
      `Choose a data folder elsewhere (for example below /var/lib), or allow passing through with ` +
      `chmod o+x ${result.stdout || path}. ${OWN_SERVER_HINT}`,
    result.errorLines,
  );
}
