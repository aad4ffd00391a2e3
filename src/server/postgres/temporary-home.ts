import { chmod, lstat, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { PostgresError } from './errors.ts';
import { claimHome, clusterOf, openHome, readSecret } from './home.ts';
import type { Home } from './home.ts';
import { stopOrphan } from './orphan.ts';
import type { OrphanOptions } from './orphan.ts';
import type { Account } from './run.ts';

/** Not claimed yet: nobody but its maker touches it. */
const NEW = 'rufblatt-postgres-new-';
/** Claimed; whoever can claim it again may remove it, since its maker is dead. */
const CLAIMED = 'rufblatt-postgres-run-';

/** A home in the temporary folder, for a server whose data need not outlive it. */
export async function openTemporaryHome(runAs: Account | undefined): Promise<Home> {
  const folder = await mkdtemp(join(tmpdir(), NEW));
  // Root's server is somebody else, who must be able to pass through to its cluster.
  if (process.getuid?.() === 0) await chmod(folder, 0o711);
  const made = await openHome(folder, runAs).catch(async (error: unknown) => {
    await rm(folder, { recursive: true, force: true });
    throw error;
  });
  const path = join(dirname(made.path), basename(made.path).replace(NEW, CLAIMED));
  await rename(made.path, path);
  return { ...made, path, cluster: clusterOf(path), logFile: join(path, basename(made.logFile)) };
}

export type SweepOptions = Omit<OrphanOptions, 'cluster' | 'urlOf'> & {
  readonly urlOf: (port: number, secret: string) => string;
};

async function sweepOne(home: string, options: SweepOptions): Promise<void> {
  const { uid } = await lstat(home);
  if (process.getuid && uid !== process.getuid()) return;
  const secret = await readSecret(home);
  if (secret === undefined) return;
  const claimed = await claimHome(home, secret);
  try {
    const urlOf = (port: number): string => options.urlOf(port, secret);
    await stopOrphan({ ...options, cluster: clusterOf(home), urlOf });
    await rm(home, { recursive: true, force: true });
    options.log(`Removed ${home}, left behind by a process that was killed.`);
  } finally {
    await claimed.release();
  }
}

/**
 * A temporary home is never started again, so a server in it whose supervisor was killed would live for ever. Every
 * start of another temporary one stops such servers and removes their folders. Failures are logged only.
 */
export async function sweepTemporaryHomes(options: SweepOptions): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(CLAIMED)) continue;
    try {
      await sweepOne(join(tmpdir(), name), options);
    } catch (error) {
      const isExpected = error instanceof PostgresError && error.code === 'in-use';
      if (!isExpected) options.log(`Could not clear ${name} in the temporary folder: ${String(error)}`);
    }
  }
}
