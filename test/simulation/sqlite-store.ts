import Database from 'better-sqlite3';
import { DatabaseError } from 'pg';
import type { Store, Tx, Work } from '#server/store/store.ts';
import { markConnectionFailure } from '#server/store/sql-failure.ts';
import { countedRemoval, toSqlite } from './dialect.ts';

/** The centre's database: one file in memory that can be copied and put back. One transaction at a time. */
export interface CentreDatabase {
  raw: Database.Database;
  /** The end of the last transaction; the next one waits for it. */
  turn: Promise<unknown>;
}

export interface SqliteStoreOptions {
  readonly database: CentreDatabase;
  /** Before each statement; what it throws fails the statement, as a connection does that breaks. */
  readonly beforeStatement: (sql: string) => void;
  /** Between two transactions of one request others may come. */
  readonly pause: () => Promise<void>;
  /** After a commit, before anybody hears of it. */
  readonly onCommit: () => void;
  /** Planted bugs. */
  readonly rewrite?: (sql: string) => string;
}

/**
 * The port that src/server/sync works on, over SQLite: the very code of the centre runs in virtual time. What it
 * cannot show is two transactions at once; test/integration/centre does that on PostgreSQL.
 */
export function createSqliteStore(options: SqliteStoreOptions): Store {
  const run = async <T>(tenantId: string, work: Work<T>): Promise<T> => {
    await options.pause();
    const mine = options.database.turn.then(() => transact(options, tenantId, work));
    options.database.turn = mine.catch(() => undefined);
    return mine;
  };
  return {
    withTenant: run,
    withSnapshot: run,
    withSlug: () => Promise.reject(new Error('nobody signs in here')),
  };
}

async function transact<T>(options: SqliteStoreOptions, tenantId: string, work: Work<T>): Promise<T> {
  const { raw } = options.database;
  const before = (sql: string): void => {
    try {
      options.beforeStatement(sql);
    } catch (error) {
      throw markConnectionFailure(error);
    }
  };
  const tx: Tx = {
    tenantId,
    query: async (sql, values = []) => {
      before(sql);
      return execute(raw, options.rewrite?.(sql) ?? sql, values) as never;
    },
    queryValues: async (sql, values = []) => {
      before(sql);
      return execute(raw, options.rewrite?.(sql) ?? sql, values).map((row) => Object.values(row));
    },
  };
  try {
    before('BEGIN');
    raw.exec('BEGIN IMMEDIATE');
    const result = await work(tx);
    before('COMMIT');
    raw.exec('COMMIT');
    options.onCommit();
    return result;
  } catch (error) {
    if (raw.inTransaction) raw.exec('ROLLBACK');
    throw error;
  }
}

interface Prepared {
  readonly statement: Database.Statement;
  /** Per result column what SQLite has no type for. */
  readonly decode: readonly (readonly [string, 'boolean' | 'json'])[];
}

const prepared = new WeakMap<Database.Database, Map<string, Prepared>>();

function execute(
  raw: Database.Database,
  sql: string,
  values: readonly unknown[],
): readonly Record<string, unknown>[] {
  // Savepoints come without parameters, and two in one text.
  if (/^(SAVEPOINT|RELEASE|ROLLBACK TO)/.test(sql)) {
    raw.exec(sql);
    return [];
  }
  const removal = countedRemoval(sql);
  const { statement, decode } = prepare(raw, removal ?? sql);
  try {
    const bound = Object.fromEntries(values.map((value, index) => [`p${index + 1}`, toSql(value)]));
    if (!statement.reader) {
      const { changes } = statement.run(bound);
      return removal === undefined ? [] : [{ count: changes }];
    }
    const rows = statement.all(bound) as Record<string, unknown>[];
    if (decode.length > 0) for (const row of rows) decodeRow(row, decode);
    return rows;
  } catch (error) {
    throw asPostgresError(error);
  }
}

function prepare(raw: Database.Database, sql: string): Prepared {
  const cache = prepared.get(raw) ?? new Map<string, Prepared>();
  prepared.set(raw, cache);
  let found = cache.get(sql);
  if (!found) {
    const statement = raw.prepare(toSqlite(sql));
    const columns = statement.reader ? statement.columns() : [];
    const decode: [string, 'boolean' | 'json'][] = [];
    for (const { name, type } of columns) {
      if (type === 'boolean') decode.push([name, 'boolean']);
      if (type === 'json text') decode.push([name, 'json']);
    }
    found = { statement, decode };
    cache.set(sql, found);
  }
  return found;
}

function decodeRow(row: Record<string, unknown>, decode: Prepared['decode']): void {
  for (const [name, kind] of decode) {
    const value = row[name];
    if (value === null) continue;
    row[name] = kind === 'boolean' ? value !== 0 : (JSON.parse(value as string) as unknown);
  }
}

function toSql(value: unknown): unknown {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (Array.isArray(value)) return JSON.stringify(value);
  return value ?? null;
}

/** What the centre tells apart by SQLSTATE: data that are refused, and bugs. */
function asPostgresError(error: unknown): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  const failure = new DatabaseError(error.message, 0, 'error');
  failure.code = error.code.startsWith('SQLITE_CONSTRAINT') ? '23505' : '42601';
  return failure;
}
