import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#shared/kernel/app-error.ts';
import type { Log } from '../host/host.ts';
import type { KeyVault } from '../shells/key-vault.ts';
import { openReplica } from './open-replica.ts';
import type { ReplicaOptions } from './open-replica.ts';
import type { Replica } from './replica.ts';

const REPLICA_FILE = 'replica.db';
const KEY_BYTES = 32;

export interface OwnReplicaOptions extends Omit<ReplicaOptions, 'file' | 'key'> {
  readonly dataDir: string;
  readonly keyVault: KeyVault;
  readonly now: () => number;
  readonly log: Log;
}

export interface OwnReplica {
  readonly replica: Replica;
  /** There was one whose key is lost: it lies aside, this one is empty. */
  readonly keyLost: boolean;
}

/** What says that the key is gone for good; a disk that fails or a second process says nothing of the kind. */
const LOST: readonly string[] = ['key-vault.unreadable', 'key.unreadable', 'replica.wrong-key'];

/**
 * Opens the profile's replica with the key of the vault. Where the vault cannot open its key any more (a reset
 * keychain, another machine), or has another one, replica and wrapped key are moved aside – nothing is deleted: a
 * keychain may come back – and an empty replica with a new key takes the place. What was not sent comes back from the
 * second copy at the next sign-in.
 */
export async function openOwnReplica(options: OwnReplicaOptions): Promise<OwnReplica> {
  try {
    return { replica: await open(options), keyLost: false };
  } catch (error) {
    if (!(error instanceof AppError) || !LOST.includes(error.code)) throw error;
    const folder = moveAside(options.dataDir, options.now());
    options.log.error('the key of the replica is lost; it was moved aside', { code: error.code, folder });
    return { replica: await open(options), keyLost: true };
  }
}

async function open({ dataDir, keyVault, ...rest }: OwnReplicaOptions): Promise<Replica> {
  const stored = await keyVault.load();
  const key = stored ?? randomBytes(KEY_BYTES);
  const file = join(dataDir, REPLICA_FILE);
  if (stored === undefined) {
    if (existsSync(file))
      throw new AppError('replica.wrong-key', `${file} is there, its key is not`, { file });
    await keyVault.save(key);
  }
  return openReplica({ ...rest, file, key });
}

/** The copy of the unsent work stays where it is. */
function moveAside(dataDir: string, now: number): string {
  const folder = join(dataDir, `lost-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(dataDir)) {
    if (name.startsWith(REPLICA_FILE) || name === 'replica.key')
      renameSync(join(dataDir, name), join(folder, name));
  }
  return folder;
}
