import { AppError } from '#shared/kernel/app-error.ts';
import type { Column, Table } from '#shared/rows/table.ts';
import type { RowChange } from '#shared/sync/protocol.ts';
import { ROW_HEAD } from '#shared/sync/table-rows.ts';
import type { TableRows } from '#shared/sync/table-rows.ts';
import type { RowSource } from '../replica/rows.ts';
import { badValue, defaultOf, encode } from '../replica/values.ts';
import type { SqlValue } from '../replica/values.ts';

/*
 * Rows as the centre sends them, for whoever writes them. A first sync is a million rows, so nothing is made for each of
 * them. Each throws {AppError} `sync.bad-row` {table} for a value that does not fit.
 */

/** Of a page by table. */
export function rowsByTable(table: Table, { columns, rows }: TableRows): RowSource {
  const places = [...ROW_HEAD, ...table.columnNames].map((name) => columns.indexOf(name));
  return sourceOf(table, rows.length, (row, column) => rows[row]?.[places[column] ?? -1]);
}

/** Of a page row by row; those that are there. */
export function rowsOneByOne(table: Table, changes: readonly RowChange[]): RowSource {
  const living = changes.filter(({ row }) => row !== null);
  const names = [...ROW_HEAD, ...table.columnNames];
  return sourceOf(table, living.length, (row, column) => {
    const change = living[row];
    if (column === ID) return change?.pk;
    return column === VER ? change?.ver : change?.row?.[names[column] ?? ''];
  });
}

const ID = ROW_HEAD.indexOf('id');
const SCOPE = ROW_HEAD.indexOf('scope_id');
const VER = ROW_HEAD.indexOf('ver');

function sourceOf(table: Table, count: number, value: RowSource['value']): RowSource {
  const columns = Object.entries(table.columns);
  return {
    count,
    value,
    stored(row, column) {
      const sent = value(row, column);
      const own = columns[column - ROW_HEAD.length];
      // Id and version were looked at when the page was read.
      if (!own) return column === SCOPE && typeof sent !== 'string' ? '' : (sent as SqlValue);
      const stored = storedOf(own[1], sent);
      if (stored === undefined) throw badRow(table, String(value(row, ID)), own[0], sent);
      return stored;
    },
  };
}

/** What a centre does not send, an older one that does not know the column, is there as if it were empty. */
const storedOf = (column: Column, sent: unknown): SqlValue | undefined =>
  sent === undefined ? defaultOf(column) : encode(column, sent);

function badRow(table: Table, pk: string, column: string, value: unknown): AppError {
  const params = { table: table.name, column };
  return new AppError('sync.bad-row', `${table.name} ${pk}: ${column} does not fit`, params, {
    cause: badValue(table, column, value),
  });
}
