import Database from 'better-sqlite3';
import { closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import { rawKey } from '#shared/sync/replica-cipher.ts';
import { cipherOf } from './cipher.ts';
import { matchKeyId, writeKeyId } from './key-id.ts';
import { explainSqliteError, sqliteCode } from './sqlite-errors.ts';

/** `PRAGMA user_version`: whether a process has the file open, or died with it open. */
const CLOSED = 0;
const OPEN = 1;

export interface EncryptedFile {
  readonly connection: Database.Database;
  /** The process before us did not close it; the check found nothing wrong. */
  readonly uncleanExit: boolean;
}

/**
 * Opens or makes the file, encrypted page by page (see replica-cipher.ts; the raw key, so there is no key derivation to wait
 * for), and owns it: the exclusive lock is the system's, so it ends with the process.
 *
 * `isShared`: further connections may come in ({@link openBeside}). A process that wants to own the file is refused all
 * the same, for each connection has a lock of its own on it.
 *
 * Nothing is ever deleted or overwritten here.
 * @throws {AppError} `replica.wrong-key`, `replica.in-use`, `replica.damaged`, `replica.disk-error`, each with `file`
 */
export function openEncryptedFile(
  file: string,
  key: Uint8Array,
  { isShared = false }: { readonly isShared?: boolean } = {},
): EncryptedFile {
  if (key.length !== 32)
    throw new AppError('replica.wrong-key', `a key has 32 bytes, not ${key.length}`, { file });
  try {
    touch(file);
  } catch (error) {
    throw new AppError('replica.disk-error', messageOf(error), { file }, { cause: error });
  }
  const known = matchKeyId(file, key);
  if (known === 'same' && statSync(file).size === 0) {
    throw new AppError('replica.damaged', `${file} has been emptied`, { file });
  }

  // One owner: there is nobody whose lock would be worth waiting for.
  const connection = new Database(file, { timeout: isShared ? WRITER_WAIT_MS : 0 });
  try {
    unlock(connection, file, key, isShared);
    const uncleanExit = connection.pragma('user_version', { simple: true }) === OPEN;
    if (uncleanExit) check(connection, file);
    connection.pragma(`user_version = ${OPEN}`);
    if (known !== 'same') writeKeyId(file, key);
    return { connection, uncleanExit };
  } catch (error) {
    connection.close();
    if (sqliteCode(error) === 'SQLITE_NOTADB' && known !== 'same') {
      throw new AppError(
        'replica.wrong-key',
        `${file} was written with another key`,
        { file },
        { cause: error },
      );
    }
    throw explainSqliteError(error, file);
  }
}

/** A transaction of the other connection takes some ms; a file that stays locked is an error. */
const WRITER_WAIT_MS = 5_000;

/** Another connection to a file that is open and shared. @throws SQLite's errors as they are */
export function openBeside(file: string, key: Uint8Array): Database.Database {
  const connection = new Database(file, { timeout: WRITER_WAIT_MS, fileMustExist: true });
  try {
    unlock(connection, file, key, true);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

export function closeEncryptedFile(connection: Pick<Database.Database, 'pragma' | 'close'>): void {
  try {
    connection.pragma(`user_version = ${CLOSED}`);
  } finally {
    connection.close();
  }
}

/** The directory and the file, for nobody but this user. SQLite gives its WAL the file's mode. */
function touch(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, 'a', 0o600));
}

/**
 * A file that is about to take the place of an owned one: nobody looks for it, so nothing marks it as open.
 * @throws SQLite's errors as they are
 */
export function openSparePart(file: string, key: Uint8Array): Database.Database {
  const connection = new Database(file, { timeout: 0, fileMustExist: true });
  try {
    unlock(connection, file, key, false);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** Throws SQLITE_NOTADB with a wrong key, SQLITE_BUSY when another process owns the file. */
function unlock(connection: Database.Database, file: string, key: Uint8Array, isShared: boolean): void {
  for (const pragma of cipherOf(file)) connection.pragma(pragma);
  connection.pragma(`key = ${rawKey(Buffer.from(key).toString('hex'))}`);
  // Before the first access, so that the WAL's index is in memory and no second process ever gets in.
  if (!isShared) connection.pragma('locking_mode = EXCLUSIVE');
  connection.prepare('SELECT count(*) FROM sqlite_schema').get();
  connection.pragma('journal_mode = WAL');
  // The outbox is somebody's work: NORMAL would lose the last commits on a power cut.
  connection.pragma('synchronous = FULL');
  if (process.platform === 'darwin') {
    connection.pragma('fullfsync = ON');
    connection.pragma('checkpoint_fullfsync = ON');
  }
  connection.pragma('foreign_keys = ON');
  connection.pragma('trusted_schema = OFF');
  connection.pragma('secure_delete = ON');
  // A temporary file would not be encrypted.
  connection.pragma('temp_store = MEMORY');
  connection.pragma('cache_size = -32000');
}

function check(connection: Database.Database, file: string): void {
  const found = connection.pragma('quick_check(1)', { simple: true });
  if (found !== 'ok') throw new AppError('replica.damaged', `${file}: ${String(found)}`, { file });
}
