import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SafeStorage } from 'electron';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openKeyVault } from './key-vault.ts';

type Backend = ReturnType<SafeStorage['getSelectedStorageBackend']>;

/** Seals by XOR with `secret`: enough to tell wrapped from plain, and one keychain from another. */
function keychain({
  secret = 7,
  backend = 'gnome_libsecret' as Backend,
  available = true,
  rotated = false,
} = {}) {
  let plainText = false;
  const mask = (bytes: Uint8Array): Buffer => Buffer.from(bytes.map((byte) => byte ^ secret));
  return {
    isAsyncEncryptionAvailable: () => Promise.resolve(available && (backend !== 'basic_text' || plainText)),
    getSelectedStorageBackend: () => backend,
    setUsePlainTextEncryption: (use: boolean) => void (plainText = use),
    encryptStringAsync: (text: string) => Promise.resolve(mask(Buffer.from(`ok:${text}`))),
    decryptStringAsync: (sealed: Buffer) => {
      const text = mask(sealed).toString();
      if (!text.startsWith('ok:')) return Promise.reject(new Error('wrong secret'));
      return Promise.resolve({ result: text.slice(3), shouldReEncrypt: rotated });
    },
  };
}

const key = Uint8Array.from({ length: 32 }, (_, index) => index * 7);

describe('openKeyVault', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rufblatt-vault-'));
    file = join(folder, 'replica.key');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('knows of no key at first, then gives back what was saved', async () => {
    const vault = await openKeyVault(keychain(), file, 'linux');
    expect(await vault.load()).toBeUndefined();
    await vault.save(key);
    expect(await vault.load()).toEqual(key);
    expect(vault.strength).toBe('keychain');
  });

  it('writes only the wrapped key, for this user alone, and leaves no draft', async () => {
    const vault = await openKeyVault(keychain(), file, 'linux');
    await vault.save(key);
    const onDisk = await readFile(file);
    expect(onDisk.includes(Buffer.from(key))).toBe(false);
    expect(onDisk.toString('latin1')).not.toContain(Buffer.from(key).toString('base64'));
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['replica.key']);
  });

  it('says that the key is unreadable, and keeps the file', async () => {
    await (await openKeyVault(keychain(), file, 'linux')).save(key);
    const before = await readFile(file);
    const other = await openKeyVault(keychain({ secret: 9 }), file, 'linux');
    await expect(other.load()).rejects.toMatchObject({ code: 'key-vault.unreadable' });
    expect(await readFile(file)).toEqual(before);
    await writeFile(file, '');
    await expect(other.load()).rejects.toMatchObject({ code: 'key-vault.unreadable' });
  });

  it('wraps the key anew when the keychain has rotated its own', async () => {
    await (await openKeyVault(keychain(), file, 'linux')).save(key);
    const { mtimeMs, ino } = await stat(file);
    expect(await (await openKeyVault(keychain({ rotated: true }), file, 'linux')).load()).toEqual(key);
    const after = await stat(file);
    expect([after.mtimeMs, after.ino]).not.toEqual([mtimeMs, ino]);
  });

  it.each([
    ['linux', 'basic_text', 'weak'],
    ['linux', 'kwallet6', 'keychain'],
    ['win32', 'basic_text', 'keychain'],
  ] as const)('on %s with %s is %s', async (platform, backend, strength) => {
    const chain = keychain({ backend });
    if (platform !== 'linux') chain.setUsePlainTextEncryption(true);
    expect((await openKeyVault(chain, file, platform)).strength).toBe(strength);
  });

  it('is an error where there is nothing to wrap with', async () => {
    await expect(openKeyVault(keychain({ available: false }), file, 'linux')).rejects.toMatchObject({
      code: 'key-vault.unavailable',
    });
  });
});
