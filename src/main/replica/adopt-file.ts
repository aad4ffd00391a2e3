import type { Database } from 'better-sqlite3';
import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '#shared/kernel/app-error.ts';
import { coreLocalTables, OUTBOX } from './core-migrations.ts';
import { closeEncryptedFile, openEncryptedFile, openSparePart } from './encrypted-file.ts';
import { writableOf } from './replica.ts';
import type { Connection, Transaction } from './replica.ts';

export interface AdoptOptions {
  /** The replica. */
  readonly file: string;
  /** A replica that holds rows and nobody's work, encrypted with `key`. It is gone afterwards. */
  readonly next: string;
  readonly key: Uint8Array;
  readonly localTables: readonly string[];
  readonly current: Database;
  /** Puts the pending commands on top of the new rows. */
  readonly rerun: (transaction: Transaction) => void;
}

/** What the new file knows better: where in the centre's history its rows are. */
const OWN_STATE: readonly string[] = ['id', 'epoch', 'cursor', 'resetting', 'fed'];

/**
 * Puts `next` in the place of the replica: identity, outbox, settings and local tables are carried over, then the one
 * file is renamed to the other. Whatever happens in between, the old file is whole and in its place, or the new one.
 *
 * @returns the connection to go on with.
 * @throws {AppError} `snapshot.other-schema`; whatever SQLite says. Before the old file is closed nothing has
 *   happened to it, and a failure after that opens it again.
 */
export function adoptFile(options: AdoptOptions): Database {
  const { file, next, key, current } = options;
  const spare = openSparePart(next, key);
  try {
    takeOver(options, spare);
    spare.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    spare.close();
  }
  syncFile(next);
  closeEncryptedFile(current);
  try {
    // Its log went with the close; one left by a failing close would be played into the other file.
    for (const suffix of ['-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
    renameSync(next, file);
    syncFolder(dirname(file));
  } catch (error) {
    reopen(options);
    throw error;
  }
  return reopen(options);
}

function reopen({ file, key }: AdoptOptions): Database {
  return openEncryptedFile(file, key).connection;
}

/**
 * The work and the settings of `current` into `spare`, and the pending commands on top of its rows; in one transaction.
 * @throws as {@link adoptFile}
 */
export function takeOver(
  options: Pick<AdoptOptions, 'localTables' | 'rerun'> & { readonly current: Connection },
  spare: Connection,
): void {
  assertSameSchema(options.current, spare);
  carryOver(options, spare);
}

function assertSameSchema(current: Connection, spare: Connection): void {
  const idsOf = (connection: Connection): string =>
    JSON.stringify(connection.prepare('SELECT id FROM migration ORDER BY id').pluck().all());
  if (idsOf(current) !== idsOf(spare)) {
    throw new AppError('snapshot.other-schema', 'the file is of another version');
  }
}

function carryOver(
  {
    current,
    localTables,
    rerun,
  }: Pick<AdoptOptions, 'localTables' | 'rerun'> & { readonly current: Connection },
  spare: Connection,
): void {
  spare.exec('BEGIN IMMEDIATE');
  try {
    for (const table of new Set([OUTBOX, ...coreLocalTables, ...localTables]))
      copyTable(current, spare, table);
    copyState(current, spare);
    rerun({ db: writableOf(spare), touch: () => undefined });
    spare.exec('COMMIT');
  } catch (error) {
    if (spare.inTransaction) spare.exec('ROLLBACK');
    throw error;
  }
}

function columnsOf(connection: Connection, table: string): readonly string[] {
  return connection.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);
}

function copyTable(current: Connection, spare: Connection, table: string): void {
  const columns = columnsOf(current, table);
  const list = columns.map((name) => `"${name}"`).join(', ');
  // Migrations may have put defaults into it.
  spare.exec(`DELETE FROM "${table}"`);
  const insert = spare.prepare(
    `INSERT INTO "${table}" (${list}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  for (const row of current.prepare(`SELECT ${list} FROM "${table}"`).raw().iterate()) insert.run(row);
}

function copyState(current: Connection, spare: Connection): void {
  const columns = columnsOf(current, 'sync_state').filter((name) => !OWN_STATE.includes(name));
  const values = current
    .prepare(`SELECT ${columns.join(', ')} FROM sync_state`)
    .raw()
    .get() as unknown[];
  spare.prepare(`UPDATE sync_state SET ${columns.map((name) => `${name} = ?`).join(', ')}`).run(values);
}

function syncFile(path: string): void {
  const handle = openSync(path, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Windows knows no such thing; there the rename itself is what lasts. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
