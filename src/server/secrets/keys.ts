import { createHmac, randomBytes } from 'node:crypto';
import { AppError } from '#shared/kernel/app-error.ts';

/** AES-256. The id gives nothing of it away and stands with every value that it sealed. */
export interface SecretKey {
  readonly id: string;
  readonly bytes: Buffer;
}

/** The first one seals, all of them open. */
export type Keys = readonly [SecretKey, ...SecretKey[]];

/** Where a node has its keys from. */
export interface KeyStore {
  /** As a person finds it. */
  readonly name: string;
  /** undefined: there are none yet, and they may be made. Throws AppError `secrets.key-file` {file}. */
  read(): Promise<Keys | undefined>;
  /** Makes the first one, or takes what another process has made meanwhile. */
  create(): Promise<Keys>;
  /** Puts a new one in front of the others. */
  add(): Promise<Keys>;
}

const KEY_BYTES = 32;
const KEY = /^[0-9a-f]{64}$/i;

export function keyOf(bytes: Buffer): SecretKey {
  const id = createHmac('sha256', bytes).update('rufblatt: name of this key').digest('hex').slice(0, 16);
  return { id, bytes };
}

export function newKey(): SecretKey {
  return keyOf(randomBytes(KEY_BYTES));
}

/** One key a line, 64 hex digits; `#` begins a remark. Throws AppError `secrets.key-file` {file}, which quotes nothing. */
export function parseKeys(text: string, file: string): Keys {
  const keys: SecretKey[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const word = line.replace(/#.*$/, '').trim();
    if (word === '') continue;
    if (!KEY.test(word))
      throw keyFileError(file, `line ${index + 1} of ${file} is no key; a key is 64 hex digits`);
    keys.push(keyOf(Buffer.from(word, 'hex')));
  }
  const [first, ...others] = keys;
  if (!first) throw keyFileError(file, `${file} holds no key; a key is a line of 64 hex digits`);
  return [first, ...others];
}

export function keyFileError(file: string, what: string, cause?: unknown): AppError {
  return new AppError(
    'secrets.key-file',
    `${what}. Put the key file back from where it is kept beside the backups, or name the right one with --secret-keys.`,
    { file },
    { cause },
  );
}

/** For a database that does not outlive this process: tests, the demo. */
export function memoryKeys(first: SecretKey = newKey()): KeyStore {
  let keys: Keys = [first];
  return {
    name: 'memory',
    read: async () => keys,
    create: async () => keys,
    add: async () => (keys = [newKey(), ...keys]),
  };
}
