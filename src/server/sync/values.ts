import { canonicalJson } from '#shared/kernel/canonical-json.ts';
import { CommandError } from '#shared/commands/command.ts';
import type { Column, ColumnKind, Table } from '#shared/rows/table.ts';

/**
 * Throws CommandError `row.bad-value` unless the value is one of the column's kind that the database keeps as it is.
 */
export function checkValue(table: Table, name: string, value: unknown): void {
  const column = columnOf(table, name);
  const fits = value === null ? column.nullable : FITS[column.kind](value);
  if (!fits) {
    throw new CommandError('row.bad-value', `${table.name}.${name} cannot hold this value`, {
      table: table.name,
      column: name,
    });
  }
}

/** Throws CommandError `row.bad-column`: identifiers reach SQL from table definitions only. */
export function columnOf(table: Table, name: string): Column {
  const column = Object.hasOwn(table.columns, name) ? table.columns[name] : undefined;
  if (!column)
    throw new CommandError('row.bad-column', `${table.name} has no column ${name}`, { column: name });
  return column;
}

/** Ids and scopes: text the database keeps as it is, of a length that fits a key. */
export function checkId(value: unknown): string {
  if (isText(value) && value.length > 0 && value.length <= 64) return value;
  throw new CommandError('row.bad-id', 'not an id');
}

const FITS: Readonly<Record<ColumnKind, (value: unknown) => boolean>> = {
  text: isText,
  integer: (value) => Number.isSafeInteger(value),
  real: (value) => Number.isFinite(value),
  boolean: (value) => typeof value === 'boolean',
  json: (value) => typeof value === 'object' && isJson(value),
};

/** PostgreSQL knows no NUL in text, and half a surrogate pair would come back as another character. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && value.isWellFormed() && !value.includes('\0');
}

function isJson(value: unknown): boolean {
  if (typeof value === 'string') return isText(value);
  if (typeof value === 'number') return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(isJson);
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).every(([key, child]) => isText(key) && isJson(child));
  }
  return value === null || typeof value === 'boolean';
}

/** Equal as the column sees it: key order of JSON is nothing, and a desk's 0/1 is a boolean. */
export function sameValue({ kind }: Column, one: unknown, other: unknown): boolean {
  if (kind === 'boolean') return toBoolean(one) === toBoolean(other);
  if (kind === 'json') return canonicalJson(one) === canonicalJson(other);
  return one === other;
}

function toBoolean(value: unknown): unknown {
  if (value === 1) return true;
  return value === 0 ? false : value;
}
