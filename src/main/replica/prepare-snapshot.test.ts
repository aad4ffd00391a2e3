import Database from 'better-sqlite3';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rawKey, REPLICA_CIPHER } from '#shared/sync/replica-cipher.ts';
import { prepareSnapshot } from './prepare-snapshot.ts';
import type { SnapshotToPrepare } from './prepare-snapshot.ts';

const PAGE_BYTES = 4096;
const ROWS = 2_000;

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rufblatt-prepare-'));
  file = join(folder, 'snapshot');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function unlock(key: Uint8Array): Database.Database {
  const connection = new Database(file);
  for (const pragma of REPLICA_CIPHER) connection.pragma(pragma);
  connection.pragma(`key = ${rawKey(Buffer.from(key).toString('hex'))}`);
  return connection;
}

const digest = (): string => createHash('sha256').update(readFileSync(file)).digest('hex');

/** A file as the centre makes it; `more` is done to it before it is closed. */
function made(more: (connection: Database.Database) => void = () => undefined): SnapshotToPrepare {
  const key = randomBytes(32);
  const connection = unlock(key);
  connection.exec(
    'CREATE TABLE party (id TEXT PRIMARY KEY, name TEXT) STRICT; CREATE INDEX by_name ON party (name)',
  );
  const insert = connection.prepare('INSERT INTO party VALUES (?, ?)');
  connection.transaction(() => {
    for (let row = 0; row < ROWS; row++) insert.run(String(row), `Kundin ${row} ${'x'.repeat(100)}`);
  })();
  more(connection);
  connection.close();
  return { file, sha256: digest(), digest: digest(), key, newKey: randomBytes(32), tables: ['party'] };
}

/** Each page of the file that nothing of the table itself is on. */
function pagesBeside(table: string, key: Uint8Array): readonly number[] {
  const connection = unlock(key);
  try {
    return connection
      .prepare<[string], number>('SELECT pageno FROM dbstat WHERE name <> ? AND pageno > 1')
      .pluck()
      .all(table);
  } finally {
    connection.close();
  }
}

const opens = (key: Uint8Array): unknown => {
  const connection = unlock(key);
  try {
    return connection.prepare('SELECT count(*) FROM party').pluck().get();
  } finally {
    connection.close();
  }
};

describe('a snapshot that has been fetched', () => {
  it('becomes a file of this desk alone, and nothing is left beside it', async () => {
    const snapshot = made();
    expect(await prepareSnapshot(snapshot)).toEqual({ kind: 'ready' });
    expect(readdirSync(folder)).toEqual(['snapshot']);
    expect(() => opens(snapshot.key)).toThrow('not a database');
    expect(opens(snapshot.newKey)).toBe(ROWS);
    const connection = unlock(snapshot.newKey);
    expect(connection.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(connection.pragma('integrity_check', { simple: true })).toBe('ok');
    connection.close();
  });

  it('is read for its digest where nobody has made it on the way', async () => {
    const { digest: _made, ...snapshot } = made();
    expect(await prepareSnapshot(snapshot)).toEqual({ kind: 'ready' });
  });

  it.each<readonly [string, (snapshot: SnapshotToPrepare) => Partial<SnapshotToPrepare>, RegExp]>([
    ['has another digest', () => ({ digest: 'a'.repeat(64) }), /^sha256 is a/],
    ['has another digest than what lies there', () => ({ sha256: 'a'.repeat(64) }), /^sha256 is /],
    ['has another key', () => ({ key: randomBytes(32) }), /not a database/],
  ])('is thrown away where it %s', async (_what, otherwise, detail) => {
    const snapshot = made();
    const prepared = await prepareSnapshot({ ...snapshot, ...otherwise(snapshot) });
    expect(prepared).toEqual({ kind: 'bad', detail: expect.stringMatching(detail) as unknown });
  });

  it('is thrown away where the disk has changed a byte since it came, wherever that is', async () => {
    const snapshot = made();
    const whole = readFileSync(file);
    const pages = pagesBeside('party', snapshot.key);
    expect(pages.length).toBeGreaterThan(3);
    for (const page of [pages[0], pages.at(-1), whole.length / PAGE_BYTES]) {
      const bytes = Buffer.from(whole);
      const at = ((page ?? 1) - 1) * PAGE_BYTES + 1_000;
      bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
      writeFileSync(file, bytes);
      expect(await prepareSnapshot(snapshot)).toMatchObject({ kind: 'bad' });
    }
    // What the disk never wrote is zeros.
    const zeros = Buffer.from(whole);
    zeros.fill(0, ((pages[0] ?? 2) - 1) * PAGE_BYTES, (pages[0] ?? 2) * PAGE_BYTES);
    writeFileSync(file, zeros);
    expect(await prepareSnapshot(snapshot)).toMatchObject({ kind: 'bad' });
  });

  it('is thrown away where a page has come to lie in the place of another, or the end is missing', async () => {
    const snapshot = made();
    const whole = readFileSync(file);
    const [one = 0, other = 0] = pagesBeside('party', snapshot.key);
    const bytes = Buffer.from(whole);
    whole.copy(bytes, (one - 1) * PAGE_BYTES, (other - 1) * PAGE_BYTES, other * PAGE_BYTES);
    writeFileSync(file, bytes);
    expect(await prepareSnapshot(snapshot)).toMatchObject({ kind: 'bad' });
    writeFileSync(file, whole);
    truncateSync(file, whole.length - PAGE_BYTES);
    expect(await prepareSnapshot(snapshot)).toMatchObject({ kind: 'bad' });
  });

  it('is thrown away where the centre has made rows that cannot be', async () => {
    const snapshot = made((connection) => {
      connection.exec("INSERT INTO party VALUES ('nobody', NULL)");
      connection.unsafeMode();
      connection.pragma('writable_schema = ON');
      connection.exec(
        `UPDATE sqlite_schema SET sql = replace(sql, 'name TEXT', 'name TEXT NOT NULL') WHERE name = 'party'`,
      );
    });
    expect(await prepareSnapshot(snapshot)).toEqual({
      kind: 'bad',
      detail: 'party: NULL value in party.name',
    });
  });
});
