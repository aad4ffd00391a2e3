import { createCommandRegistry } from '#shared/commands/command.ts';
import type { Actor } from '#shared/commands/command.ts';
import { features } from '#shared/features.ts';
import { runSync } from '#shared/rows/steps.ts';
import type { RowOp } from '#shared/rows/steps.ts';
import type { AnyRow, Row, Table } from '#shared/rows/table.ts';
import type { SeedCommand } from './seed-command.ts';

/** Rows by table; in the order they were made. */
export type RowsByTable = ReadonlyMap<string, readonly AnyRow[]>;

const SCOPE = 'demo';

/** What the commands come to, as the centre has it in the end; by itself, without one. Throws what a command refuses. */
export function rowsOf(
  commands: readonly SeedCommand[],
  { now, by }: { now: number; by: string },
): RowsByTable {
  const registry = createCommandRegistry(
    features.flatMap((feature) => feature.commands),
    features.flatMap((feature) => feature.tables),
  );
  const memory = new Map<string, Map<string, AnyRow>>();
  for (const { name, args, at = now, by: userId = by } of commands) {
    const actor: Actor = { tenantId: 'demo', userId, roles: ['admin'] };
    const steps = registry.prepare(name, args, actor)({ actor, at, scopeId: SCOPE });
    runSync(steps, (op) => execute(memory, op));
  }
  return new Map([...memory].map(([table, rows]) => [table, [...rows.values()]]));
}

/** Of one table; none where nothing was written to it. */
export function rowsIn<T extends Table>(tables: RowsByTable, table: T): readonly Row<T>[] {
  // The rows of a table were written by its own commands.
  return (tables.get(table.name) ?? []) as unknown as readonly Row<T>[];
}

function execute(memory: Map<string, Map<string, AnyRow>>, op: RowOp): unknown {
  const rows = memory.get(op.table.name) ?? new Map<string, AnyRow>();
  memory.set(op.table.name, rows);
  switch (op.op) {
    case 'get':
      return rows.get(op.id);
    case 'find': {
      const conditions = Object.entries(op.where);
      return [...rows.values()].filter((row) => conditions.every(([name, value]) => row[name] === value));
    }
    case 'insert': {
      const row = { scope_id: SCOPE, ver: 0, ...op.row } as AnyRow;
      if (rows.has(row.id)) throw new Error(`${op.table.name} ${row.id} twice`);
      return rows.set(row.id, row);
    }
    case 'update': {
      const row = rows.get(op.id);
      if (!row) throw new Error(`no ${op.table.name} ${op.id}`);
      return rows.set(op.id, { ...row, ...op.patch });
    }
    case 'remove':
      return rows.delete(op.id);
    case 'move':
    case 'forget':
      return undefined;
  }
}
