import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SecretKey } from './keys.ts';

/** Which value it is. A sealed one opens in its own place alone: moved to another row or column it is none. */
export interface Place {
  readonly tenantId: string;
  readonly table: string;
  readonly column: string;
  readonly row: string;
}

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const SEALED = /^sealed:1:([0-9a-f]{16}):([\w-]+)$/;
const PREFIX = 'sealed:1:';

/** `sealed:1:<id of the key>:<base64url of nonce, tag and text>`: AES-256-GCM, bound to its place. */
export function sealValue(key: SecretKey, place: Place, plain: Uint8Array): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key.bytes, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(contextOf(place));
  const data = Buffer.concat([cipher.update(plain), cipher.final()]);
  return `${PREFIX}${key.id}:${Buffer.concat([nonce, cipher.getAuthTag(), data]).toString('base64url')}`;
}

export function isSealed(stored: string): boolean {
  return stored.startsWith(PREFIX);
}

/** Which key it needs; undefined: it is no sealed value. */
export function keyIdOf(stored: string): string | undefined {
  return SEALED.exec(stored)?.[1];
}

/** undefined: it was changed, belongs to another place, or is no sealed value at all. */
export function openValue(key: SecretKey, place: Place, stored: string): Buffer | undefined {
  const bytes = Buffer.from(SEALED.exec(stored)?.[2] ?? '', 'base64url');
  if (bytes.length < NONCE_BYTES + TAG_BYTES) return undefined;
  const decipher = createDecipheriv(CIPHER, key.bytes, bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(contextOf(place));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  } catch {
    return undefined;
  }
}

function contextOf({ tenantId, table, column, row }: Place): Buffer {
  return Buffer.from(JSON.stringify(['rufblatt secret', 1, tenantId, table, column, row]));
}
