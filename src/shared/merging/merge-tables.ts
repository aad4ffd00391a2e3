import type { CommandContext } from '../commands/command.ts';
import { integer, optionalInteger, optionalText, refTo, text, toldRef } from '../rows/table.ts';

/** Columns of a table of merges: that `dropped` became part of `kept`. The ids stay as they were then, whatever is merged later. */
export const mergeColumns = (type: string) => ({
  kept_id: toldRef(type, text()),
  dropped_id: toldRef(type, text()),
  merged_by: text(),
  merged_at: integer(),
  undone_by: optionalText(),
  undone_at: optionalInteger(),
});

/** Columns of its items: one field that a merge has changed, JSON before and after, while their merge stands. */
export const mergeItemColumns = (merges: string) => ({
  merge_id: refTo(merges, text()),
  tbl: text(),
  pk: text(),
  field: text(),
  /** Counts the merges that have changed this field and still stand, this one included. */
  depth: integer(),
  old: optionalText(),
  new: optionalText(),
});

interface Two {
  readonly keepId: string;
  readonly drop: { readonly id: string; readonly scope_id: string };
}

/** A merge that stands, as of now. */
export const standingMerge = (id: string, { keepId, drop }: Two, { actor, at }: CommandContext) => ({
  ...{ id, scope_id: drop.scope_id, kept_id: keepId, dropped_id: drop.id },
  ...{ merged_by: actor.userId, merged_at: at, undone_by: null, undone_at: null },
});
