import type Database from 'better-sqlite3';

const statements = new WeakMap<Database.Database, Map<string, Database.Statement>>();

/** The statement of that file, compiled at its first use. */
export function prepareOnce(raw: Database.Database, sql: string): Database.Statement {
  const ofFile = statements.get(raw) ?? new Map<string, Database.Statement>();
  statements.set(raw, ofFile);
  const statement = ofFile.get(sql) ?? raw.prepare(sql);
  ofFile.set(sql, statement);
  return statement;
}
