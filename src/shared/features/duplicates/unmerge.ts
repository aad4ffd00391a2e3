import { z } from 'zod';
import { CommandError, defineCommand } from '../../commands/command.ts';
import { idSchema } from '../../kernel/ref.ts';
import { get, update, upkeep } from '../../rows/steps.ts';
import type { Steps } from '../../rows/steps.ts';
import type { Table, Value } from '../../rows/table.ts';
import { isSameValue, itemsOf, itemsOfMerge, rebaseItem, removeItem } from './merge-item.ts';
import type { MergeItem } from './merge-item.ts';
import { known, mayMerge } from './merge.ts';
import { partyMergeTable } from './model.ts';

/**
 * Two sheets again. Each field goes back to what it was, unless somebody has changed it since; what came in after the
 * merge stays with the survivor. Of several merges any may be undone, in whatever order.
 */
export const partyUnmerge = defineCommand({
  name: 'party.unmerge',
  args: z.object({ id: idSchema }),
  meansMergedRows: true,
  forbids: (actor) => (mayMerge(actor) ? undefined : 'merge.not-yours'),
  *run({ id }, context) {
    const { tables } = known(context);
    const merge = yield* get(partyMergeTable, id);
    if (!merge) throw new CommandError('merge.gone', `no merge ${id}`);
    if (merge.undone_at !== null) return;
    for (const item of yield* itemsOfMerge(id)) {
      const table = tables.get(item.tbl);
      if (table) yield* restore(table, item);
      yield* removeItem(item);
    }
    yield* update(partyMergeTable, id, { undone_by: context.actor.userId, undone_at: context.at });
  },
});

function* restore(table: Table, item: MergeItem): Steps<void> {
  const row = yield* upkeep.get(table, item.pk);
  if (!row) return;
  const current = row[item.field] ?? null;
  const later = (yield* itemsOf(item.tbl, item.pk, item.field)).filter(({ depth }) => depth > item.depth);
  if (table.columns[item.field]?.ref !== undefined) yield* restoreRef(table, { item, later, current });
  else yield* restoreValue(table, { item, later, current });
}

interface Found {
  readonly item: MergeItem;
  /** What merges have done to the field since, the oldest first. */
  readonly later: readonly MergeItem[];
  readonly current: Value;
}

/** Later merges have only carried it on: it goes home from where they brought it, and they have nothing of it to undo. */
function* restoreRef(table: Table, { item, later, current }: Found): Steps<void> {
  let brought = item.new;
  for (const next of later) {
    if (!isSameValue(next.old, brought)) return;
    brought = next.new;
  }
  if (!isSameValue(current, brought)) return;
  yield* upkeep.update(table, item.pk, { [item.field]: item.old });
  for (const next of later) yield* removeItem(next);
}

/** What a later merge has chosen stands, and would now go back to what was before this one. */
function* restoreValue(table: Table, { item, later, current }: Found): Steps<void> {
  const [next] = later;
  if (next) {
    if (isSameValue(next.old, item.new)) yield* rebaseItem(table, next, item.old);
  } else if (isSameValue(current, item.new)) yield* upkeep.update(table, item.pk, { [item.field]: item.old });
}
