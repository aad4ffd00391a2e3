import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import type { KeyVault } from './key-vault.ts';
import { readIfThere, replaceFile } from './replace-file.ts';

const KEY_BYTES = 32;

/**
 * The key in a file only its owner may read: all the browser shell has. It protects a backup or a copied replica,
 * not against somebody who reads this user's files; the desk says so.
 */
export function createFileKeyVault(file: string): KeyVault {
  return {
    strength: 'file',
    async load() {
      let key: Buffer | undefined;
      try {
        key = await readIfThere(file);
      } catch (error) {
        throw new AppError('key.unreadable', `${file}: ${messageOf(error)}`, { file }, { cause: error });
      }
      if (key !== undefined && key.length !== KEY_BYTES)
        throw new AppError('key.unreadable', `${file}: not a key of ${KEY_BYTES} bytes`, { file });
      return key;
    },
    async save(key) {
      try {
        await mkdir(dirname(file), { recursive: true, mode: 0o700 });
        await replaceFile(file, key);
      } catch (error) {
        throw new AppError('key.unwritable', `${file}: ${messageOf(error)}`, { file }, { cause: error });
      }
    },
  };
}
