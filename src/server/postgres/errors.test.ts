import { describe, expect, it } from 'vitest';
import { explainFailure } from './errors.ts';

const FALLBACK = { code: 'start-failed', message: 'PostgreSQL ended while starting (exit code 1).' } as const;

/** Lines as PostgreSQL 18.4 and glibc print them. */
const SEEN = [
  ['disk-full', 'FATAL:  could not write to file "pg_wal/xlogtemp.30": No space left on device'],
  ['disk-full', 'initdb: error: could not write file "/data/base/1/1255": Disk quota exceeded'],
  ['port-in-use', 'LOG:  could not bind IPv4 address "127.0.0.1": Address already in use'],
  ['shared-memory-in-use', 'FATAL:  pre-existing shared memory block (key 5432, ID 7) is still in use'],
  [
    'binaries-unusable',
    'postgres: error while loading shared libraries: libxml2.so.2: cannot open shared object',
  ],
  ['binaries-unusable', "/lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.28' not found"],
  ['account-unknown', 'initdb: could not look up effective user ID 65533: user does not exist'],
  ['in-use', 'FATAL:  lock file "postmaster.pid" already exists'],
  ['start-failed', 'FATAL:  something new'],
] as const;

describe('explainFailure', () => {
  it.each(SEEN)('finds %s in "%s", and keeps the line', (code, line) => {
    const error = explainFailure(FALLBACK, ['LOG:  starting PostgreSQL 18.4', line]);
    expect(error.code).toBe(code);
    expect(error.message).toContain(FALLBACK.message);
    expect(error.message).toContain(line);
    expect(error.logLines).toHaveLength(2);
  });
});
