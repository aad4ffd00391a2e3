import type { CommandContext } from '../commands/command.ts';
import { upkeep } from '../rows/steps.ts';
import type { Steps } from '../rows/steps.ts';
import type { AnyRow, Merges, Table, Value } from '../rows/table.ts';
import type { MergeItem } from './merge-item.ts';
import { undoMerge } from './undo.ts';

/**
 * Rows become one only within one owner (`merges` of a table). What undoing a merge of owners has given back may be one
 * with a row that stayed: then the two are two again, and what had moved between them goes home with its owner.
 *
 * @param given what the undone merge of owners had changed
 */
export function* partStrangers(
  given: readonly MergeItem[],
  tables: ReadonlyMap<string, Table>,
  context: CommandContext,
): Steps<void> {
  for (const { tbl, pk, field } of given) {
    const table = tables.get(tbl);
    if (table?.merges?.within !== field) continue;
    for (const id of yield* strangersOf(pk, table, tables)) yield* undo(id, table.merges, tables, context);
  }
}

/** Merges that stand between this row and one of another owner. */
function* strangersOf(
  pk: string,
  table: Table,
  tables: ReadonlyMap<string, Table>,
): Steps<readonly string[]> {
  if (!table.merges) return [];
  const merges = theTable(tables, table.merges.table);
  const standing = [
    ...(yield* upkeep.find(merges, { kept_id: pk, undone_at: null })),
    ...(yield* upkeep.find(merges, { dropped_id: pk, undone_at: null })),
  ];
  const strangers: string[] = [];
  for (const { id, kept_id: kept, dropped_id: dropped } of standing) {
    const two = [yield* named(table, kept), yield* named(table, dropped)];
    const [one, other] = two.map((row) => row?.[table.merges?.within ?? '']);
    if (one !== undefined && other !== undefined && one !== other) strangers.push(id);
  }
  return strangers;
}

function* named(table: Table, id: Value | undefined): Steps<AnyRow | undefined> {
  return typeof id === 'string' ? yield* upkeep.get(table, id) : undefined;
}

function* undo(
  id: string,
  { table, items }: Merges,
  tables: ReadonlyMap<string, Table>,
  { actor, at }: CommandContext,
): Steps<void> {
  yield* undoMerge({ merging: { items: theTable(tables, items) }, mergeId: id }, tables);
  yield* upkeep.update(theTable(tables, table), id, { undone_by: actor.userId, undone_at: at });
}

function theTable(tables: ReadonlyMap<string, Table>, name: string): Table {
  const table = tables.get(name);
  if (!table) throw new Error(`a table of merges is missing: ${name}`);
  return table;
}
