import { upkeep } from '../rows/steps.ts';
import type { Steps } from '../rows/steps.ts';
import type { Table, Value } from '../rows/table.ts';
import { isSameValue, itemsOf, itemsOfMerge, rebaseItem, removeItem } from './merge-item.ts';
import type { MergeItem, StandingMerge } from './merge-item.ts';

/**
 * Each field goes back to what it was, unless somebody has changed it since. Of several merges any may be undone, in
 * whatever order.
 */
export function* undoMerge(merge: StandingMerge, tables: ReadonlyMap<string, Table>): Steps<void> {
  const { items } = merge.merging;
  for (const item of yield* itemsOfMerge(merge)) {
    const table = tables.get(item.tbl);
    if (table) yield* restore(items, table, item);
    yield* removeItem(items, item);
  }
}

function* restore(items: Table, table: Table, item: MergeItem): Steps<void> {
  const row = yield* upkeep.get(table, item.pk);
  if (!row) return;
  const current = row[item.field] ?? null;
  const later = (yield* itemsOf(items, item)).filter(({ depth }) => depth > item.depth);
  if (table.columns[item.field]?.ref !== undefined) yield* restoreRef(items, table, { item, later, current });
  else yield* restoreValue(items, table, { item, later, current });
}

interface Found {
  readonly item: MergeItem;
  /** What merges have done to the field since, the oldest first. */
  readonly later: readonly MergeItem[];
  readonly current: Value;
}

/** Later merges have only carried it on: it goes home from where they brought it, and they have nothing of it to undo. */
function* restoreRef(items: Table, table: Table, { item, later, current }: Found): Steps<void> {
  let brought = item.new;
  for (const next of later) {
    if (!isSameValue(next.old, brought)) return;
    brought = next.new;
  }
  if (!isSameValue(current, brought)) return;
  yield* upkeep.update(table, item.pk, { [item.field]: item.old });
  for (const next of later) yield* removeItem(items, next);
}

/** What a later merge has chosen stands, and would now go back to what was before this one. */
function* restoreValue(items: Table, table: Table, { item, later, current }: Found): Steps<void> {
  const [next] = later;
  if (next) {
    if (isSameValue(next.old, item.new))
      yield* rebaseItem(items, next, { table, field: item.field, old: item.old });
  } else if (isSameValue(current, item.new)) yield* upkeep.update(table, item.pk, { [item.field]: item.old });
}
