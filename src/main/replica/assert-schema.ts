import type { ColumnKind, Table } from '#shared/rows/table.ts';
import type { ReadableDb } from './db.ts';

const TYPES: Readonly<Record<ColumnKind, string>> = {
  text: 'TEXT',
  integer: 'INTEGER',
  real: 'REAL',
  boolean: 'INTEGER',
  json: 'TEXT',
};

interface ColumnInfo {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
  readonly pk: number;
}

/**
 * Holds what the migrations made against what the features say: each shared table has `id TEXT PRIMARY KEY,
 * scope_id, ver` and exactly its columns (generated ones aside), and refers to no other table – pages bring rows
 * in the order of their versions, a child perhaps before its parent.
 * @throws {Error} naming every difference
 */
export function assertSchema(db: ReadableDb, tables: Iterable<Table>): void {
  const faults = [...tables].flatMap((table) => faultsOf(db, table));
  if (faults.length > 0) throw new Error(`the replica's schema differs:\n${faults.join('\n')}`);
}

function faultsOf(db: ReadableDb, table: Table): readonly string[] {
  const found = db
    .prepare<[string], ColumnInfo>('SELECT name, type, "notnull", pk FROM pragma_table_info(?)')
    .all(table.name);
  if (found.length === 0) return [`${table.name}: no such table`];
  const expected = new Map([
    ['id', 'TEXT PRIMARY KEY'],
    ['scope_id', 'TEXT NOT NULL'],
    ['ver', 'INTEGER NOT NULL'],
    ...Object.entries(table.columns).map(
      ([name, { kind, nullable }]) => [name, TYPES[kind] + (nullable ? '' : ' NOT NULL')] as const,
    ),
  ]);
  const faults: string[] = [];
  for (const column of found) {
    const is = describe(column);
    const should = expected.get(column.name);
    expected.delete(column.name);
    if (should === undefined) faults.push(`${table.name}.${column.name}: is ${is}, should not be`);
    else if (should !== is) faults.push(`${table.name}.${column.name}: is ${is}, should be ${should}`);
  }
  for (const [name, should] of expected)
    faults.push(`${table.name}.${name}: is missing, should be ${should}`);
  const references = db.prepare('SELECT 1 FROM pragma_foreign_key_list(?)').get(table.name);
  if (references) faults.push(`${table.name}: has a foreign key`);
  return faults;
}

const describe = ({ type, notnull, pk }: ColumnInfo): string =>
  `${type}${pk ? ' PRIMARY KEY' : notnull ? ' NOT NULL' : ''}`;
