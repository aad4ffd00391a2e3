import type { AnyRow, Table, Value } from '../rows/table.ts';
import { CommandError } from './command.ts';

type Values = Readonly<Record<string, Value>>;

const saysSomething = (value: Value | undefined): boolean =>
  value !== undefined && value !== null && value !== '';

/**
 * What a table keeps one of (`oneOf`) is written whole: a patch of one of these columns is one of all, so that exactly
 * one says something afterwards. Where the patch itself leaves none, what the row has in the others speaks, else
 * `beside`: what is known to have stood there together with what the patch takes up.
 *
 * @throws CommandError with the table's own code where none would say anything, or several
 */
export function wholeOneOf(table: Table, row: AnyRow, patch: Values, beside: Values): Values {
  const { oneOf, columns } = table;
  if (!oneOf?.columns.some((column) => Object.hasOwn(patch, column))) return patch;
  const others = oneOf.columns.filter((column) => !Object.hasOwn(patch, column));
  const speaking = (from: Values, among: readonly string[]): [string, Value][] =>
    among.flatMap((column) => {
      const value = from[column];
      return value !== undefined && saysSomething(value) ? [[column, value]] : [];
    });
  const found = [speaking(patch, oneOf.columns), speaking(row, others), speaking(beside, others)].find(
    ({ length }) => length > 0,
  );
  const [speaker] = found ?? [];
  if (!found || !speaker)
    throw new CommandError(oneOf.none, `${table.name} ${row.id}: nothing would be left`);
  if (found.length > 1) throw new CommandError(oneOf.several, `${table.name} ${row.id}: one, not several`);
  const silent = oneOf.columns.map((column): [string, Value] => [
    column,
    columns[column]?.nullable ? null : '',
  ]);
  return { ...patch, ...Object.fromEntries([...silent, speaker]) };
}

/** Columns that come too late, and with them those that would change and are one value with one of them. */
export function withTheirOwn(
  { oneOf }: Table,
  late: readonly string[],
  changing: readonly string[],
): ReadonlySet<string> {
  const isTorn = oneOf?.columns.some((column) => late.includes(column));
  return new Set([...late, ...(isTorn ? changing.filter((column) => oneOf?.columns.includes(column)) : [])]);
}
