import type { Database, Statement } from 'better-sqlite3';

const CACHED_STATEMENTS = 500;
const MODES = ['pluck', 'raw', 'expand', 'safeIntegers', 'bind'] as const;

/**
 * `prepare` that follows the connection: what was prepared before another file took its place is prepared anew on the
 * next use, whoever holds it. `current` gives the connection and a number that changes with it.
 */
export function followPrepare(
  current: () => { readonly generation: number; readonly prepare: Database['prepare'] },
): Database['prepare'] {
  const followers = new Map<string, Statement>();

  const follow = (sql: string): Statement => {
    let { generation, prepare: compile } = current();
    let statement = compile(sql);
    const latest = (): Statement => {
      const now = current();
      if (now.generation !== generation) {
        ({ generation, prepare: compile } = now);
        statement = compile(sql);
      }
      return statement;
    };
    const follower: Partial<Record<keyof Statement, unknown>> = {
      run: (...args: never[]) => latest().run(...args),
      get: (...args: never[]) => latest().get(...args),
      all: (...args: never[]) => latest().all(...args),
      iterate: (...args: never[]) => latest().iterate(...args),
      columns: () => latest().columns(),
      readonly: statement.readonly,
      reader: statement.reader,
      source: statement.source,
    };
    // A statement in another mode is the caller's own and does not follow: it must not be kept.
    for (const mode of MODES) follower[mode] = (...args: never[]) => latest()[mode](...args);
    return follower as Statement;
  };
  const prepare = (sql: string): Statement => {
    const known = followers.get(sql);
    if (known) return known;
    if (followers.size >= CACHED_STATEMENTS) followers.clear();
    const follower = follow(sql);
    followers.set(sql, follower);
    return follower;
  };
  return prepare as Database['prepare'];
}

/**
 * `prepare` that compiles each SQL text once, the least recently used leaving first. The statements are shared:
 * whatever would change one for everybody (`pluck`, `raw`, …) answers with a statement of its own instead.
 */
export function cachePrepare(connection: Pick<Database, 'prepare'>): Database['prepare'] {
  const cache = new Map<string, Statement>();

  const compile = (sql: string): Statement => {
    const statement = connection.prepare(sql);
    for (const mode of MODES) {
      Object.defineProperty(statement, mode, {
        value: (...args: never[]) => connection.prepare(sql)[mode](...args),
      });
    }
    return statement;
  };

  const prepare = (sql: string): Statement => {
    const statement = cache.get(sql) ?? compile(sql);
    cache.delete(sql);
    cache.set(sql, statement);
    if (cache.size > CACHED_STATEMENTS) {
      const oldest = cache.keys().next();
      if (!oldest.done) cache.delete(oldest.value);
    }
    return statement;
  };
  return prepare as Database['prepare'];
}
