import { get } from '../rows/steps.ts';
import type { RowOp, Steps } from '../rows/steps.ts';
import { refColumns } from '../rows/table.ts';
import type { Table, Value } from '../rows/table.ts';

type Tables = ReadonlyMap<string, Table>;
type Values = Readonly<Record<string, Value>>;

/** A longer chain of mergers is a mistake. */
const LONGEST_CHAIN = 50;

/**
 * A desk that was away names a party that has become part of another: what it writes goes to the survivor. New rows
 * point at the survivor, and a change of the merged row itself is a change of the survivor, where its fields meet what
 * stands there as any late change does.
 */
export function* redirectMerged<T>(steps: Steps<T>, tables: Tables): Steps<T> {
  let step = steps.next();
  while (!step.done) {
    let answer: unknown;
    try {
      answer = yield yield* redirected(step.value, tables);
    } catch (error) {
      step = steps.throw(error);
      continue;
    }
    step = steps.next(answer);
  }
  return step.value;
}

function* redirected(op: RowOp, tables: Tables): Steps<RowOp> {
  switch (op.op) {
    case 'insert':
      return { ...op, row: yield* pointed(op.table, op.row, tables) };
    case 'find':
      return { ...op, where: yield* pointed(op.table, op.where, tables) };
    case 'update':
      return {
        ...op,
        id: yield* survivorOf(op.table, op.id),
        patch: yield* pointed(op.table, op.patch, tables),
      };
    default:
      return op;
  }
}

/** The values, with every id of a merged row in place of which its survivor's. */
function* pointed(table: Table, values: Values, tables: Tables): Steps<Values> {
  let changed: Record<string, Value> | undefined;
  for (const { column, target } of refColumns(table)) {
    const id = values[column];
    if (typeof id !== 'string' || column === table.mergedInto) continue;
    const type = typeof target === 'string' ? target : values[target.typeIn];
    const aimed = typeof type === 'string' ? tables.get(type) : undefined;
    if (!aimed) continue;
    const survivor = yield* survivorOf(aimed, id);
    if (survivor !== id) changed = { ...(changed ?? values), [column]: survivor };
  }
  return changed ?? values;
}

/** The row this one has become part of in the end; itself where it stands alone or is not here. */
export function* survivorOf(table: Table, id: string): Steps<string> {
  const { mergedInto } = table;
  if (mergedInto === undefined) return id;
  let survivor = id;
  for (let length = 0; length < LONGEST_CHAIN; length++) {
    const row = (yield* get(table, survivor)) as Values | undefined;
    const next = row?.[mergedInto];
    if (typeof next !== 'string') return survivor;
    survivor = next;
  }
  return id;
}
