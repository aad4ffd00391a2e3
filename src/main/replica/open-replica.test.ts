import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { notebookParts } from '#test/support/memory-replica.ts';
import { createRecordedLog } from '#test/support/recorded-log.ts';
import { closeEncryptedFile, openEncryptedFile } from './encrypted-file.ts';
import { openReplica } from './open-replica.ts';
import type { Replica } from './replica.ts';

const key = randomBytes(32);
let directory: string;
let file: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'replica-'));
  file = join(directory, 'desk', 'replica.db');
});
afterEach(() => rmSync(directory, { recursive: true }));

const open = (log = createRecordedLog()): Replica => openReplica({ file, key, log, ...notebookParts });
const draft = (replica: Replica, body: string): void =>
  replica.write(
    ['note_draft'],
    (db) => void db.prepare('INSERT OR REPLACE INTO note_draft VALUES (?, ?)').run('d1', body),
  );
const failure = (attempt: () => unknown): unknown => {
  try {
    attempt();
  } catch (error) {
    return error;
  }
  return undefined;
};

describe('the encrypted file', () => {
  it('shows no plaintext, neither in the database nor in the WAL', () => {
    const replica = open();
    draft(replica, 'Erika Brandt, Hausnotruf');
    const wal = readFileSync(`${file}-wal`);
    expect(wal.length).toBeGreaterThan(0);
    replica.close();
    for (const bytes of [wal, readFileSync(file)]) {
      for (const secret of ['Erika', 'Hausnotruf', 'note_draft', 'CREATE TABLE', 'SQLite format']) {
        expect(bytes.includes(secret), secret).toBe(false);
      }
    }
    expect(readFileSync(`${file}.key-id`, 'utf8')).not.toContain(key.toString('hex'));
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('has one owner within a process too', () => {
    const replica = open();
    expect(failure(open)).toMatchObject({ code: 'replica.in-use', params: { file } });
    replica.close();
    open().close();
  });

  it('has the settings', () => {
    const { connection } = openEncryptedFile(file, key);
    const settings = [
      'journal_mode',
      'synchronous',
      'foreign_keys',
      'trusted_schema',
      'secure_delete',
      'temp_store',
      'locking_mode',
    ];
    expect(settings.map((name) => connection.pragma(name, { simple: true }))).toEqual([
      'wal',
      2,
      1,
      0,
      1,
      2,
      'exclusive',
    ]);
    closeEncryptedFile(connection);
  });

  it('refuses another key and leaves the file as it is', () => {
    const replica = open();
    draft(replica, 'kept');
    replica.close();
    const before = readFileSync(file);
    const other = failure(() =>
      openReplica({ file, key: randomBytes(32), log: createRecordedLog(), ...notebookParts }),
    );
    expect(other).toMatchObject({ code: 'replica.wrong-key', params: { file } });
    expect(failure(() => openEncryptedFile(file, new Uint8Array(16)))).toMatchObject({
      code: 'replica.wrong-key',
    });
    expect(readFileSync(file).equals(before)).toBe(true);
    const again = open();
    expect(again.db.prepare('SELECT body FROM note_draft').all()).toEqual([{ body: 'kept' }]);
    again.close();
  });

  it('tells a damaged first page from a wrong key, and deletes nothing', () => {
    open().close();
    const bytes = readFileSync(file);
    bytes.fill(7, 20, 200);
    writeFileSync(file, bytes);
    expect(failure(open)).toMatchObject({ code: 'replica.damaged', params: { file } });
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  it('does not take an emptied file for a new one', () => {
    open().close();
    truncateSync(file, 0);
    expect(failure(open)).toMatchObject({ code: 'replica.damaged', params: { file } });
  });

  it('is in use while another process has it, and whole after that one was killed', async () => {
    const owner = await startOwner();
    expect(failure(open)).toMatchObject({ code: 'replica.in-use', params: { file } });
    await kill(owner);
    const log = createRecordedLog();
    const replica = open(log);
    expect(replica.db.prepare('SELECT body FROM note_draft').all()).toEqual([{ body: 'kept' }]);
    expect(log.lines).toEqual(['warn the replica was not closed the last time; it was checked and is whole']);
    replica.close();
    const quiet = createRecordedLog();
    open(quiet).close();
    expect(quiet.lines).toEqual([]);
  });

  it('finds damage after an unclean exit', async () => {
    const first = open();
    first.write(['note_draft'], (db) => {
      const insert = db.prepare('INSERT INTO note_draft VALUES (?, ?)');
      for (let i = 0; i < 2_000; i++) insert.run(`d-${i}`, 'x'.repeat(100));
    });
    first.close();
    await kill(await startOwner());
    const bytes = readFileSync(file);
    bytes.fill(7, bytes.length - 20_000, bytes.length - 12_000);
    writeFileSync(file, bytes);
    expect(failure(open)).toMatchObject({ code: 'replica.damaged', params: { file } });
    expect(existsSync(file)).toBe(true);
  });
});

describe('migrations', () => {
  it('leave the old state when one fails', () => {
    open().close();
    const migrations = [
      ...notebookParts.migrations,
      { id: '2026-11-22-good', sql: 'CREATE TABLE good (id TEXT)' },
      { id: '2026-11-23-bad', sql: 'CREATE TABLE half (id TEXT); INSERT INTO nowhere VALUES (1)' },
    ];
    const attempt = () => openReplica({ file, key, log: createRecordedLog(), ...notebookParts, migrations });
    expect(failure(attempt)).toMatchObject({
      code: 'replica.migration-failed',
      params: { id: '2026-11-23-bad' },
    });
    const replica = open();
    expect(replica.db.prepare("SELECT name FROM sqlite_schema WHERE name IN ('good', 'half')").all()).toEqual(
      [],
    );
    replica.close();
  });

  it('refuse a file that a newer version has migrated', () => {
    const migrations = [
      ...notebookParts.migrations,
      { id: '2027-01-01-future', sql: 'CREATE TABLE future (id TEXT)' },
    ];
    openReplica({ file, key, log: createRecordedLog(), ...notebookParts, migrations }).close();
    expect(failure(open)).toMatchObject({ code: 'replica.newer', params: { id: '2027-01-01-future' } });
  });
});

async function startOwner(): Promise<ChildProcess> {
  const script = fileURLToPath(new URL('./owner.test-process.ts', import.meta.url));
  const owner = spawn(process.execPath, [script, file, key.toString('hex')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(owner.stdout, 'data');
  return owner;
}

async function kill(owner: ChildProcess): Promise<void> {
  const exited = once(owner, 'exit');
  owner.kill('SIGKILL');
  await exited;
}
