import Database from 'better-sqlite3';
import type { Connection } from '#main/replica/replica.ts';

/** The process died between two statements. */
export class Crash extends Error {}

export type StatementFault = 'none' | 'dies' | 'SQLITE_FULL' | 'SQLITE_IOERR_WRITE' | 'SQLITE_IOERR_READ';

export interface FaultyConnectionOptions {
  /** Asked before each statement. */
  readonly fault: (sql: string) => StatementFault;
  /** Whether SQLite itself has rolled back when the statement failed: it does so after some errors of the disk. */
  readonly rollsBack: () => boolean;
  readonly onCommit: () => void;
  /** Planted bugs. */
  readonly rewrite?: (sql: string) => string;
}

export interface FaultyConnection extends Connection {
  readonly isDead: boolean;
}

type Callable = (...args: unknown[]) => unknown;
const EXECUTING: ReadonlySet<PropertyKey> = new Set(['run', 'get', 'all', 'iterate']);

/**
 * A desk's connection whose process dies, or whose disk fails, at any statement. A dead process refuses everything and
 * rolls nothing back: the next one opens the file.
 */
export function createFaultyConnection(
  raw: Database.Database,
  { fault, rollsBack, onCommit, rewrite = (sql) => sql }: FaultyConnectionOptions,
): FaultyConnection {
  let isDead = false;
  const before = (sql: string): void => {
    if (isDead) throw new Crash('the process is dead');
    const kind = fault(sql);
    if (kind === 'none') return;
    if (kind === 'dies') {
      isDead = true;
      throw new Crash('the process died');
    }
    // A failing rollback is a dead connection: the journal is rolled back by who opens the file next.
    if (sql.startsWith('ROLLBACK')) return;
    if (raw.inTransaction && rollsBack()) raw.exec('ROLLBACK');
    throw new Database.SqliteError(
      kind === 'SQLITE_FULL' ? 'database or disk is full' : 'disk I/O error',
      kind,
    );
  };
  const prepare = (given: string) => {
    const sql = rewrite(given);
    const statement = raw.prepare(sql);
    return new Proxy(statement, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== 'function') return member;
        return (...args: unknown[]) => {
          if (EXECUTING.has(name)) before(sql);
          return (member as Callable).apply(target, args);
        };
      },
    });
  };
  return {
    prepare: prepare as Connection['prepare'],
    exec(given) {
      const sql = rewrite(given);
      before(sql);
      raw.exec(sql);
      if (sql === 'COMMIT') onCommit();
      return raw;
    },
    close: () => raw.close(),
    name: raw.name,
    get inTransaction() {
      return !isDead && raw.inTransaction;
    },
    get isDead() {
      return isDead;
    },
  };
}
