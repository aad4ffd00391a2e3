import type { Database, Statement } from 'better-sqlite3';

const CACHED_STATEMENTS = 500;
const MODES = ['pluck', 'raw', 'expand', 'safeIntegers', 'bind'] as const;

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
