import type { Database } from 'better-sqlite3';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { Unsubscribe } from '#shared/kernel/emitter.ts';
import { linkTable } from '#shared/links/links.ts';
import type { Table } from '#shared/rows/table.ts';
import { coreLocalTables, coreMigrations, OUTBOX } from './core-migrations.ts';
import type { Migration, ReadableDb, WritableDb } from './db.ts';
import { migrate } from './migrate.ts';
import { reconcileColumns } from './known-columns.ts';
import { explainSqliteError } from './sqlite-errors.ts';
import { cachePrepare, followPrepare } from './statements.ts';

/** What the replica needs of SQLite; fault tests put a failing one in between. */
export type Connection = Pick<Database, 'prepare' | 'exec' | 'inTransaction' | 'close' | 'name'>;

/** One write transaction. `touch` every table written to: its name is in the `changed` that follows the commit. */
export interface Transaction {
  readonly db: WritableDb;
  readonly touch: (table: string) => void;
}

export interface Replica {
  /** The shared tables by name, the core's own included. */
  readonly tables: ReadonlyMap<string, Table>;
  /** Of this desk alone, the core's own included. */
  readonly localTables: ReadonlySet<string>;
  /** Reads only: preparing anything that writes throws. */
  readonly db: ReadableDb;
  /** For the commands and the sync. Commits when `body` returns, leaves nothing when it throws. Never nested. */
  readonly transact: <T>(body: (transaction: Transaction) => T, options?: TransactOptions) => T;
  /** For tables of this desk alone; `tables` are the ones written to. */
  write<T>(tables: readonly string[], body: (db: WritableDb) => T, options?: TransactOptions): T;
  /** After every commit, with the names of the tables it touched. */
  onChanged(listener: (tables: readonly string[]) => void): Unsubscribe;
  /** Absent where the replica is no file. */
  readonly ownFile?: OwnFile;
  close(): void;
}

export interface TransactOptions {
  /**
   * It need not be on the disk when `transact` returns: a power cut may take it back as a whole, unless something
   * that had to be was written after it. For what can be fetched again.
   */
  readonly isRepeatable?: boolean;
}

export interface OwnFile {
  readonly path: string;
  /** What it is encrypted with, 32 bytes. */
  readonly key: Uint8Array;
  /** Puts a finished file in the place of this one, with this one's work and settings in it: see adopt-file.ts. */
  adopt(next: string, rerun: (transaction: Transaction) => void): void;
  /**
   * Lets a second connection of this process write as well (share-file.ts), until `end`.
   * @throws {AppError} where the disk cannot do it; the file is then as before
   */
  share(): SharedFile;
}

export interface SharedFile {
  /** [0] > 0: this side waits to write, and the other lets it, between two transactions. */
  readonly waiting: Int32Array;
  /** The other side has committed. */
  changed(tables: readonly string[]): void;
  /** The other side's connection is closed. */
  end(): void;
}

export interface ReplicaParts {
  readonly migrations: readonly Migration[];
  readonly tables: readonly Table[];
  readonly localTables: readonly string[];
}

/** Migrates the schema and takes the connection over. @throws as {@link migrate} */
export function createReplica(connection: Connection, parts: ReplicaParts): Replica {
  return createExchangeable(connection, parts).replica;
}

export interface ExchangeableReplica {
  readonly replica: Replica;
  /** `work` gets the connection and gives the one to go on with; nothing else happens meanwhile. */
  exchange(work: (connection: Connection) => Connection, file?: 'same'): void;
  /** Called around each transaction; undefined: no more. */
  around(turn: WriteTurn | undefined): void;
  /** Says that somebody else has written to the file. */
  tell(tables: readonly string[]): void;
}

export interface WriteTurn {
  readonly begin: () => void;
  readonly end: () => void;
}

/** @throws as {@link migrate} */
export function createExchangeable(first: Connection, parts: ReplicaParts): ExchangeableReplica {
  migrate(first, [...coreMigrations, ...parts.migrations]);
  const exchangeable = wrap(first, parts);
  reconcileColumns(exchangeable.replica);
  return exchangeable;
}

/** A further connection to a replica that has been migrated. */
export function createBeside(connection: Connection, tables: readonly Table[]): Replica {
  return wrap(connection, { tables, localTables: [] }).replica;
}

function wrap(first: Connection, parts: Pick<ReplicaParts, 'tables' | 'localTables'>): ExchangeableReplica {
  let connection = first;
  let generation = 0;
  let turn: WriteTurn | undefined;
  const tables = new Map([linkTable, ...parts.tables].map((table) => [table.name, table]));
  const localTables = new Set([...coreLocalTables, ...parts.localTables]);
  const changed = new Emitter<readonly string[]>();
  let cached = cachePrepare(connection);
  const prepare = followPrepare(() => ({ generation, prepare: cached }));
  // The brands exist for the compiler alone; these and writableOf are the only places that grant them.
  const readable = { prepare: onlyReading(prepare) } as ReadableDb;
  const writable = {
    prepare: ((sql: string) => cached(sql)) as Database['prepare'],
    exec: (sql: string) => connection.exec(sql),
  } as WritableDb;

  const replica: Replica = {
    tables,
    localTables,
    db: readable,
    transact(body, { isRepeatable = false } = {}) {
      if (connection.inTransaction) throw new Error('a transaction of the replica is open already');
      const touched = new Set<string>();
      let result;
      turn?.begin();
      try {
        // The next commit that waits for the disk waits for this one too: there is one log.
        if (isRepeatable) connection.exec('PRAGMA synchronous = NORMAL');
        connection.exec('BEGIN IMMEDIATE');
        result = body({ db: writable, touch: (table) => touched.add(table) });
        connection.exec('COMMIT');
      } catch (error) {
        if (connection.inTransaction) connection.exec('ROLLBACK');
        throw explainSqliteError(error, connection.name);
      } finally {
        turn?.end();
        if (isRepeatable) connection.exec('PRAGMA synchronous = FULL');
      }
      if (touched.size > 0) changed.emit([...touched]);
      return result;
    },
    write(names, body, options) {
      for (const name of names) {
        if (!localTables.has(name))
          throw new Error(`${name} is no local table: shared rows change by commands alone`);
      }
      return replica.transact(({ db, touch }) => {
        names.forEach(touch);
        return body(db);
      }, options);
    },
    onChanged: (listener) => changed.on(listener),
    close: () => void connection.close(),
  };
  return {
    replica,
    exchange(work, file) {
      if (connection.inTransaction) throw new Error('a transaction of the replica is open');
      connection = work(connection);
      cached = cachePrepare(connection);
      generation++;
      if (file !== 'same') changed.emit([...tables.keys(), ...localTables, OUTBOX]);
    },
    around: (next) => void (turn = next),
    tell: (names) => changed.emit(names),
  };
}

/** A file that is not the replica yet. */
export function writableOf(connection: Connection): WritableDb {
  return {
    prepare: cachePrepare(connection),
    exec: (sql: string) => connection.exec(sql),
  } as unknown as WritableDb;
}

function onlyReading(prepare: Database['prepare']): Database['prepare'] {
  return ((sql: string) => {
    const statement = prepare(sql);
    if (!statement.readonly) throw new Error(`a reader may not write: ${sql}`);
    return statement;
  }) as Database['prepare'];
}
