import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SafeStorage } from 'electron';
import { app } from './app.ts';
import { machine } from './machine.ts';
import { strict } from './strict.ts';

let plainTextAllowed = false;

/** The keychain's secret outlives the process, beside the profile; a test deletes the file to lose it. */
function secret(): Buffer {
  const file = join(machine.userData, 'stand-in-keychain');
  try {
    return readFileSync(file);
  } catch {
    const made = randomBytes(32);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, made, { mode: 0o600 });
    return made;
  }
}

function requireAvailable(): void {
  if (!isAvailable()) throw new Error('Error while using safeStorage: encryption is not available');
}

const isAvailable = (): boolean =>
  app.isReady() && machine.keychain !== 'none' && (machine.keychain !== 'basic_text' || plainTextAllowed);

const methods = {
  isAsyncEncryptionAvailable: () => Promise.resolve(isAvailable()),
  getSelectedStorageBackend: () => {
    if (!app.isReady()) return 'unknown';
    return machine.keychain === 'none' ? 'unknown' : machine.keychain;
  },
  setUsePlainTextEncryption(use) {
    plainTextAllowed = use;
  },
  async encryptStringAsync(text) {
    requireAvailable();
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', secret(), iv);
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Promise.resolve(Buffer.concat([iv, cipher.getAuthTag(), sealed]));
  },
  async decryptStringAsync(sealed) {
    requireAvailable();
    const decipher = createDecipheriv('aes-256-gcm', secret(), sealed.subarray(0, 12));
    decipher.setAuthTag(sealed.subarray(12, 28));
    const result = Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8');
    return Promise.resolve({ result, shouldReEncrypt: false });
  },
} satisfies Partial<SafeStorage>;

export const safeStorage = strict('safeStorage', methods);
