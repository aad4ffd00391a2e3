import { CommandError, createCommandRegistry } from '#shared/commands/command.ts';
import type { Actor, Command, CommandRegistry } from '#shared/commands/command.ts';
import { runSync } from '#shared/rows/steps.ts';
import type { RowOp } from '#shared/rows/steps.ts';
import type { AnyRow, Fields, Row, Table } from '#shared/rows/table.ts';

/** Rows in memory, answering the operations of a command's body as the replica and the centre do. */
export interface MemoryRows {
  execute(op: RowOp): unknown;
  /** All rows of a table, in the order they were made. */
  all<T extends Table>(table: T): readonly Row<T>[];
  put<T extends Table>(table: T, id: string, fields: Fields<T>): void;
}

export const MEMORY_SCOPE = 'scope';

export function createMemoryRows(): MemoryRows {
  const tables = new Map<string, Map<string, AnyRow>>();
  const rowsOf = ({ name }: Table): Map<string, AnyRow> => {
    const rows = tables.get(name) ?? new Map<string, AnyRow>();
    tables.set(name, rows);
    return rows;
  };
  const mustHave = (table: Table, id: string): AnyRow => {
    const row = rowsOf(table).get(id);
    if (!row) throw new CommandError('row.gone', `no ${table.name} ${id}`, { table: table.name });
    return row;
  };
  return {
    execute(op) {
      const rows = rowsOf(op.table);
      switch (op.op) {
        case 'get':
          return rows.get(op.id);
        case 'find':
          return [...rows.values()]
            .filter((row) => Object.entries(op.where).every(([name, value]) => row[name] === value))
            .toSorted((a, b) => (a.id < b.id ? -1 : 1));
        case 'insert': {
          const missing = op.table.columnNames.filter((name) => op.row[name] === undefined);
          const unknown = Object.keys(op.row).filter(
            (name) => ![...op.table.columnNames, 'id', 'scope_id'].includes(name),
          );
          if (missing.length > 0 || unknown.length > 0)
            throw new Error(`${op.table.name}: missing ${missing.join()}, unknown ${unknown.join()}`);
          const row = { scope_id: MEMORY_SCOPE, ver: 0, ...op.row } as AnyRow;
          const before = rows.get(row.id);
          if (before && JSON.stringify(before) !== JSON.stringify(row))
            throw new CommandError('row.exists', `${op.table.name} ${row.id} exists`, {
              table: op.table.name,
            });
          rows.set(row.id, row);
          return undefined;
        }
        case 'update':
          rows.set(op.id, { ...mustHave(op.table, op.id), ...op.patch });
          return undefined;
        case 'remove':
          mustHave(op.table, op.id);
          rows.delete(op.id);
          return undefined;
        case 'move':
        case 'forget':
          return undefined;
      }
    },
    // The map is this table's: only rows of its shape are in it.
    all: <T extends Table>(table: T) => [...rowsOf(table).values()] as unknown as readonly Row<T>[],
    put: (table, id, fields) =>
      void rowsOf(table).set(id, { id, scope_id: MEMORY_SCOPE, ver: 1, ...fields } as AnyRow),
  };
}

export const AGENT: Actor = {
  tenantId: '00000000-0000-7000-8000-0000000000aa',
  userId: '00000000-0000-7000-8000-000000000021',
  roles: ['agent'],
};

/** The test's ids: distinct for distinct numbers, valid as UUIDv7. */
export function idOf(number: number): string {
  return `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

/**
 * Runs a command as the desk does: arguments through its schema, the right checked, the body driven. `registry`: for
 * commands that look at what tables there are; left out: it knows of none.
 */
export function runInMemory<A>(
  rows: MemoryRows,
  command: Command<A>,
  args: A,
  {
    actor = AGENT,
    at = 1_000,
    registry = createCommandRegistry([command]),
  }: { actor?: Actor; at?: number; registry?: CommandRegistry } = {},
): void {
  runSync(registry.prepare(command.name, args, actor)({ actor, at, scopeId: MEMORY_SCOPE }), (op) =>
    rows.execute(op),
  );
}
