/**
 * How a replica is encrypted, page by page: what is given to SQLite before the key. Snapshots are replicas, so desk and
 * centre must say the same (docs/decisions/0012). AEGIS-256 authenticates each page and runs on the processor's AES
 * instructions.
 */
export const REPLICA_CIPHER: readonly string[] = ["cipher = 'aegis'", "aegis_algorithm = 'aegis-256'"];

/** The pragma of a raw key, so that there is no key derivation to wait for. @param key 32 bytes, in hex */
export const rawKey = (key: string): string => `'raw:${key}'`;
