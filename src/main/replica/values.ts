import { CommandError } from '#shared/commands/command.ts';
import type { Column, Table, Value } from '#shared/rows/table.ts';

/** What SQLite stores: booleans are 0/1, json is text. */
export type SqlValue = string | number | null;

/**
 * @throws {CommandError} `row.bad-value` {table, column} for a value the column cannot hold, here or at the centre;
 *   `row.bad-column` {column}
 */
export function toSql(table: Table, name: string, value: unknown): SqlValue {
  const column = Object.hasOwn(table.columns, name) ? table.columns[name] : undefined;
  if (!column)
    throw new CommandError('row.bad-column', `${table.name} has no column ${name}`, { column: name });
  const stored = encode(column, value);
  if (stored === undefined) throw badValue(table, name, value);
  return stored;
}

export function badValue(table: Table, name: string, value: unknown): CommandError {
  return new CommandError('row.bad-value', `${table.name}.${name} cannot hold ${show(value)}`, {
    table: table.name,
    column: name,
  });
}

export function fromSql(column: Column, stored: SqlValue): Value {
  if (stored === null) return null;
  if (column.kind === 'boolean') return stored !== 0;
  return column.kind === 'json' ? (JSON.parse(String(stored)) as Value) : stored;
}

/** What a column holds that an older centre did not send. */
export function defaultOf(column: Column): SqlValue {
  if (column.nullable) return null;
  if (column.kind === 'text') return '';
  return column.kind === 'json' ? '{}' : 0;
}

/** undefined: the column cannot hold it. */
export function encode(column: Column, value: unknown): SqlValue | undefined {
  if (value === null) return column.nullable ? null : undefined;
  switch (column.kind) {
    case 'text':
      // PostgreSQL knows no NUL in text, and half a surrogate pair would come back as another character.
      return typeof value === 'string' && value.isWellFormed() && !value.includes('\0') ? value : undefined;
    case 'integer':
      return Number.isSafeInteger(value) ? (value as number) : undefined;
    case 'real':
      return Number.isFinite(value) ? (value as number) : undefined;
    case 'boolean':
      if (value === true || value === 1) return 1;
      return value === false || value === 0 ? 0 : undefined;
    case 'json':
      return typeof value === 'object' ? JSON.stringify(value) : undefined;
  }
}

const show = (value: unknown): string =>
  value === undefined ? 'nothing' : (JSON.stringify(value)?.slice(0, 80) ?? typeof value);
