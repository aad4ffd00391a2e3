import type { Clock } from './clock.ts';

/** Fills a buffer with random bytes; `crypto.getRandomValues` in production, a seeded one in the simulator. */
export type RandomBytes = (length: number) => Uint8Array;

export type NewId = () => string;

const HEX: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

const POOL_BYTES = 4096;

/** The same bytes, asked for many at a time: to ask the system costs more than all the rest of an id. */
export function pooled(random: RandomBytes): RandomBytes {
  let pool: Uint8Array = new Uint8Array(0);
  let used = 0;
  return (length) => {
    if (length > POOL_BYTES) return random(length);
    if (used + length > pool.length) {
      pool = random(POOL_BYTES);
      used = 0;
    }
    used += length;
    return pool.subarray(used - length, used);
  };
}

/**
 * Makes UUIDv7 ids (RFC 9562): 48 bits of ms, then 74 random bits. Rows are named on the desk, before the centre
 * has seen them, so that work made offline can be referred to at once.
 */
export function createNewId(clock: Clock, random: RandomBytes): NewId {
  return () => {
    const bytes = random(16);
    let ms = clock.now();
    for (let i = 5; i >= 0; i--) {
      bytes[i] = ms % 256;
      ms = Math.floor(ms / 256);
    }
    bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
    bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
    let hex = '';
    for (const byte of bytes) hex += HEX[byte] ?? '';
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  };
}
