import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import type { KeyVault } from './key-vault.ts';

const KEY_BYTES = 32;

/**
 * The key in a file only its owner may read: all the browser shell has. It protects a backup or a copied replica,
 * not against somebody who reads this user's files; the desk says so.
 */
export function createFileKeyVault(file: string): KeyVault {
  return {
    strength: 'file',
    async load() {
      let key: Buffer;
      try {
        key = await readFile(file);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw new AppError('key.unreadable', `${file}: ${messageOf(error)}`, { file }, { cause: error });
      }
      if (key.length !== KEY_BYTES)
        throw new AppError('key.unreadable', `${file}: not a key of ${KEY_BYTES} bytes`, { file });
      return key;
    },
    async save(key) {
      const draft = `${file}.${randomBytes(6).toString('hex')}`;
      try {
        await mkdir(dirname(file), { recursive: true, mode: 0o700 });
        const handle = await open(draft, 'wx', 0o600);
        try {
          await handle.writeFile(key);
          await handle.sync();
        } finally {
          await handle.close();
        }
        await rename(draft, file);
        await syncFolder(dirname(file));
      } catch (error) {
        await rm(draft, { force: true });
        throw new AppError('key.unwritable', `${file}: ${messageOf(error)}`, { file }, { cause: error });
      }
    },
  };
}

/** Makes the rename last: a replica whose key a power cut took back could never be read again. */
async function syncFolder(folder: string): Promise<void> {
  // Windows neither needs it nor opens folders.
  if (process.platform === 'win32') return;
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
