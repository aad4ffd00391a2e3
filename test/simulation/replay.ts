import { CommandError } from '#shared/commands/command.ts';
import type { CommandRegistry } from '#shared/commands/command.ts';
import { runSync } from '#shared/rows/steps.ts';
import type { RowOp } from '#shared/rows/steps.ts';
import type { AnyRow, Value } from '#shared/rows/table.ts';
import type { Actor } from '#shared/commands/command.ts';

export interface Waiting {
  readonly name: string;
  readonly args: unknown;
  readonly actor: Actor;
  readonly at: number;
  readonly scopeId: string;
}

export interface Replayed {
  readonly rows: ReadonlyMap<string, AnyRow>;
  /** `table/id` a command has written to. */
  readonly touched: ReadonlySet<string>;
}

/**
 * What a desk must show: the centre's image with the waiting commands run on top, by an interpreter of its own, on a
 * map. One that refuses leaves nothing.
 */
export function replay(
  image: ReadonlyMap<string, AnyRow>,
  waiting: readonly Waiting[],
  registry: CommandRegistry,
): Replayed {
  let rows = new Map(image);
  let touched = new Set<string>();
  for (const { name, args, actor, at, scopeId } of waiting) {
    const before = { rows: new Map(rows), touched: new Set(touched) };
    try {
      runSync(registry.prepare(name, args, actor)({ actor, at, scopeId }), (op) =>
        execute(rows, touched, op, scopeId),
      );
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      ({ rows, touched } = before);
    }
  }
  return { rows, touched };
}

function execute(rows: Map<string, AnyRow>, touched: Set<string>, op: RowOp, scopeId: string): unknown {
  const keyOf = (id: string): string => `${op.table.name}/${id}`;
  const mustHave = (key: string): AnyRow => {
    const row = rows.get(key);
    if (!row) throw new CommandError('row.gone', `no ${key}`);
    return row;
  };
  switch (op.op) {
    case 'get':
      return rows.get(keyOf(op.id));
    case 'find':
      return [...rows]
        .filter(([key, row]) => key.startsWith(`${op.table.name}/`) && matches(row, op.where))
        .map(([, row]) => row)
        .toSorted((a, b) => (a.id < b.id ? -1 : 1));
    case 'insert': {
      const row = { scope_id: scopeId, ...op.row, ver: 0 } as unknown as AnyRow;
      const key = keyOf(row.id);
      const existing = rows.get(key);
      if (existing && matches(existing, { ...row, ver: existing.ver })) {
        touched.add(key);
        return undefined;
      }
      if (existing) throw new CommandError('row.exists', `${key} exists`);
      rows.set(key, row);
      touched.add(key);
      return undefined;
    }
    case 'update': {
      const key = keyOf(op.id);
      rows.set(key, { ...mustHave(key), ...op.patch });
      touched.add(key);
      return undefined;
    }
    case 'remove': {
      const key = keyOf(op.id);
      mustHave(key);
      rows.delete(key);
      touched.add(key);
      return undefined;
    }
    case 'move':
    case 'forget':
      return undefined;
  }
}

function matches(row: AnyRow, fields: Readonly<Record<string, Value>>): boolean {
  return Object.entries(fields).every(
    ([name, value]) => row[name] === value || JSON.stringify(row[name]) === JSON.stringify(value),
  );
}
