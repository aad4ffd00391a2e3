import Database from 'better-sqlite3';
import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { REPLICA_CIPHER, rawKey } from '#shared/sync/replica-cipher.ts';
import { cipherOf } from './cipher.ts';
import { closeEncryptedFile, openEncryptedFile } from './encrypted-file.ts';

const key = randomBytes(32);
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rufblatt-cipher-'));
  file = join(folder, 'replica.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

it('a new replica is encrypted as snapshots are', () => {
  const { connection } = openEncryptedFile(file, key);
  connection.exec('CREATE TABLE kept (what TEXT)');
  // Also while all there is lies in the log.
  expect(cipherOf(file)).toEqual(REPLICA_CIPHER);
  closeEncryptedFile(connection);
  expect(cipherOf(file)).toEqual(REPLICA_CIPHER);
});

it('a replica from before is opened as it was written, its log included', () => {
  const before = new Database(file);
  before.pragma("cipher = 'chacha20'");
  before.pragma(`key = ${rawKey(key.toString('hex'))}`);
  before.pragma('journal_mode = WAL');
  before.exec("CREATE TABLE kept (what TEXT); INSERT INTO kept VALUES ('work')");
  // What a crash leaves: the rows are in the log alone.
  const crashed = join(folder, 'crashed.db');
  for (const suffix of ['', '-wal']) copyFileSync(`${file}${suffix}`, `${crashed}${suffix}`);
  before.close();
  for (let run = 0; run < 2; run++) {
    const { connection } = openEncryptedFile(crashed, key);
    expect(connection.prepare('SELECT what FROM kept').pluck().all()).toEqual(['work']);
    closeEncryptedFile(connection);
  }
  expect(cipherOf(crashed)).not.toEqual(REPLICA_CIPHER);
});
