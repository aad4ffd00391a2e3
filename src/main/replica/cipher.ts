import { closeSync, openSync, readSync } from 'node:fs';
import { REPLICA_CIPHER } from '#shared/sync/replica-cipher.ts';

/** What replicas were encrypted with first; they stay so until a snapshot takes their place. */
const FIRST_CIPHER: readonly string[] = ["cipher = 'chacha20'"];

/** SQLite's header keeps the number of bytes that a cipher has at the end of each page, in the clear. */
const RESERVED_AT = 20;
const FIRST_RESERVED = 32;

/** The pragmas that name the cipher of a file; a new one gets the current. Asking with another would damage a log. */
export function cipherOf(file: string): readonly string[] {
  const handle = openSync(file, 'r');
  try {
    const byte = Buffer.alloc(1);
    const isThere = readSync(handle, byte, 0, 1, RESERVED_AT) === 1;
    return isThere && byte[0] === FIRST_RESERVED ? FIRST_CIPHER : REPLICA_CIPHER;
  } finally {
    closeSync(handle);
  }
}
