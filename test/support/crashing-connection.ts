import type { Connection } from '#main/replica/replica.ts';

/** The process died between two statements. */
export class Crash extends Error {}

/**
 * A connection that dies before a statement when `dies()` says so, and from then on refuses everything – a dead
 * process rolls nothing back either. `revive` does what SQLite does on the next start: what was not committed is gone.
 */
export interface CrashingConnection extends Connection {
  revive(): void;
}

type Callable = (...args: unknown[]) => unknown;
const EXECUTING: ReadonlySet<PropertyKey> = new Set(['run', 'get', 'all', 'iterate']);

export function createCrashingConnection(raw: Connection, dies: () => boolean): CrashingConnection {
  let isDead = false;
  const step = (): void => {
    isDead ||= dies();
    if (isDead) throw new Crash('the process died');
  };
  const prepare = (sql: string) => {
    const statement = raw.prepare(sql);
    return new Proxy(statement, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== 'function') return member;
        return (...args: unknown[]) => {
          if (EXECUTING.has(name)) step();
          return (member as Callable).apply(target, args);
        };
      },
    });
  };
  return {
    prepare: prepare as Connection['prepare'],
    exec(sql) {
      step();
      return raw.exec(sql);
    },
    close: () => raw.close(),
    name: raw.name,
    get inTransaction() {
      // A dead process cannot roll back: `transact` must not get to try.
      return !isDead && raw.inTransaction;
    },
    revive() {
      isDead = false;
      if (raw.inTransaction) raw.exec('ROLLBACK');
    },
  };
}
