import { CommandError } from '#shared/commands/command.ts';
import type { RowOp } from '#shared/rows/steps.ts';
import type { Table, Value } from '#shared/rows/table.ts';
import type { Transaction } from '../replica/replica.ts';
import { decodeRow, deleteStored, findStored, patchStored, putStored, readStored } from '../replica/rows.ts';
import type { StoredRow } from '../replica/rows.ts';
import { keepShadow } from '../replica/shadow.ts';
import { toSql } from '../replica/values.ts';
import type { SqlValue } from '../replica/values.ts';
import type { BaseRecorder } from './base-recorder.ts';

/**
 * Row operations on the replica: optimistic, each row's image at the centre kept in the shadow before its first
 * write. `ver` is never written: it stays the version the desk has seen, 0 for a new row.
 *
 * It answers as the centre does: an insert that repeats itself changes nothing, a missing row refuses.
 * The executor throws {@link CommandError}: `row.exists`, `row.gone` {table}, `row.bad-value` {table, column},
 * `row.bad-column` {column}, `row.bad-id`.
 */
export function createExecutor(
  { db, touch }: Transaction,
  scopeId: string,
  recorder?: BaseRecorder,
): (op: RowOp) => unknown {
  const read = (table: Table, id: string) => {
    const stored = readStored(db, table, id);
    return stored && decodeRow(table, stored);
  };
  const mustRead = (table: Table, id: string) => {
    const row = read(table, id);
    if (!row) throw new CommandError('row.gone', `no ${table.name} ${id}`, { table: table.name });
    return row;
  };
  const beforeWriting = (table: Table, id: string): void => {
    keepShadow(db, table, id);
    touch(table.name);
  };

  return (op) => {
    const { table } = op;
    switch (op.op) {
      case 'get':
        return read(table, op.id);
      case 'find':
        return findStored(db, table, encode(table, op.where)).map((stored) => decodeRow(table, stored));
      case 'insert': {
        const row = newRow(table, op.row, scopeId);
        const id = String(row.id);
        const existing = readStored(db, table, id);
        if (existing && sameFields(existing, row)) {
          // Already there, and yet this command's: a row of pending work is told by its shadow (replica/leave-scopes.ts).
          keepShadow(db, table, id);
          return undefined;
        }
        if (existing)
          throw new CommandError('row.exists', `${table.name} ${id} exists`, { table: table.name });
        beforeWriting(table, id);
        putStored(db, table, row);
        recorder?.inserted(table, id);
        return undefined;
      }
      case 'update': {
        const before = mustRead(table, op.id);
        const patch = encode(table, op.patch);
        beforeWriting(table, op.id);
        // Upkeep takes the rows as they are: what was seen of them need not be sent.
        if (!op.upkeep) recorder?.changing(table, before, Object.keys(patch));
        patchStored(db, table, op.id, patch);
        return undefined;
      }
      case 'remove': {
        const before = mustRead(table, op.id);
        beforeWriting(table, op.id);
        if (!op.upkeep) recorder?.changing(table, before, []);
        deleteStored(db, table, op.id);
        return undefined;
      }
      case 'move':
      case 'forget':
        return undefined;
    }
  };
}

function encode(table: Table, values: Readonly<Record<string, Value>>): StoredRow {
  const stored: Record<string, SqlValue> = {};
  for (const [name, value] of Object.entries(values)) {
    // Optional arguments that were left out; a body spreads them in.
    if (value !== undefined) stored[name] = toSql(table, name, value);
  }
  return stored;
}

function newRow(table: Table, values: Readonly<Record<string, Value>>, scopeId: string): StoredRow {
  const { id, scope_id: givenScope = scopeId, ...fields } = values;
  const row = { id: checkId(id), scope_id: checkId(givenScope), ver: 0, ...encode(table, fields) };
  for (const name of table.columnNames) {
    if (!(name in row)) toSql(table, name, undefined);
  }
  return row;
}

function checkId(value: unknown): string {
  if (typeof value === 'string' && value.length > 0 && value.length <= 64) return value;
  throw new CommandError('row.bad-id', 'not an id');
}

function sameFields(one: StoredRow, other: StoredRow): boolean {
  return Object.keys(other).every((name) => name === 'ver' || one[name] === other[name]);
}
