import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/**
 * What a PIN is kept as, base64url. Slow to guess and no more: of ten thousand PINs a thief who has the replica's key
 * has tried all within the hour. That key is what keeps them out.
 */
export interface PinHash {
  readonly salt: string;
  readonly hash: string;
}

const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 } as const;
const BYTES = 32;

export async function hashPin(pin: string): Promise<PinHash> {
  const salt = randomBytes(16);
  return { salt: salt.toString('base64url'), hash: (await derive(pin, salt)).toString('base64url') };
}

export async function isPin(pin: string, { salt, hash }: PinHash): Promise<boolean> {
  const stored = Buffer.from(hash, 'base64url');
  const derived = await derive(pin, Buffer.from(salt, 'base64url'));
  return stored.length === derived.length && timingSafeEqual(stored, derived);
}

function derive(pin: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, BYTES, COST, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
