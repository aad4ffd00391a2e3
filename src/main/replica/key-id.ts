import { createHmac } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

/**
 * A fingerprint of the key beside the replica (`<file>.key-id`). SQLite answers "not a database" to a wrong key and
 * to a damaged first page alike; the fingerprint tells the two apart. The key is 32 random bytes, so it gives
 * nothing away.
 */
const fingerprint = (key: Uint8Array): string =>
  createHmac('sha256', key).update('rufblatt replica key').digest('hex');

export type KeyMatch = 'same' | 'other' | 'unknown';

export function matchKeyId(file: string, key: Uint8Array): KeyMatch {
  try {
    return readFileSync(`${file}.key-id`, 'utf8').trim() === fingerprint(key) ? 'same' : 'other';
  } catch {
    return 'unknown';
  }
}

export function writeKeyId(file: string, key: Uint8Array): void {
  writeFileSync(`${file}.key-id`, `${fingerprint(key)}\n`, { mode: 0o600 });
}
