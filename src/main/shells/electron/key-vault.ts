import type { SafeStorage } from 'electron';
import { AppError } from '#shared/kernel/app-error.ts';
import type { KeyVault } from '../key-vault.ts';
import { readIfThere, replaceFile } from '../replace-file.ts';

type Keychain = Pick<
  SafeStorage,
  | 'isAsyncEncryptionAvailable'
  | 'encryptStringAsync'
  | 'decryptStringAsync'
  | 'getSelectedStorageBackend'
  | 'setUsePlainTextEncryption'
>;

/** Chromium's fallback on Linux: a password built into the program. Hides the key from a glance, not from a thief. */
const isWeak = (keychain: Keychain, platform: NodeJS.Platform): boolean =>
  platform === 'linux' && ['basic_text', 'unknown'].includes(keychain.getSelectedStorageBackend());

/**
 * Keeps the replica's raw key in `file`, wrapped by the operating system's keychain. The app must be ready.
 * On a Linux desktop without a keychain the key is wrapped all the same, and `strength` says `weak`: the desk
 * shows a warning rather than refusing to work.
 *
 * `load` throws AppError `key-vault.unreadable` when a wrapped key is there but this keychain cannot open it:
 * another user or machine, a reset keychain, a damaged file. The file stays where it is.
 * @throws {AppError} `key-vault.unavailable` when there is nothing at all to wrap it with
 */
export async function openKeyVault(
  keychain: Keychain,
  file: string,
  platform: NodeJS.Platform = process.platform,
): Promise<KeyVault> {
  const weak = isWeak(keychain, platform);
  if (weak) keychain.setUsePlainTextEncryption(true);
  if (!(await keychain.isAsyncEncryptionAvailable())) {
    throw new AppError('key-vault.unavailable', 'the operating system offers no keychain');
  }

  const save = async (key: Uint8Array): Promise<void> =>
    replaceFile(file, await keychain.encryptStringAsync(Buffer.from(key).toString('base64')));

  return {
    strength: weak ? 'weak' : 'keychain',
    save,
    async load() {
      const wrapped = await readIfThere(file);
      if (wrapped === undefined) return undefined;
      const opened = await keychain.decryptStringAsync(wrapped).catch((cause: unknown) => {
        throw new AppError('key-vault.unreadable', 'the keychain cannot open the stored key', {}, { cause });
      });
      const key = new Uint8Array(Buffer.from(opened.result, 'base64'));
      // The keychain rotated its own key: what is on disk is wrapped by the old one.
      if (opened.shouldReEncrypt) await save(key);
      return key;
    },
  };
}
