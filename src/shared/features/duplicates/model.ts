import type { Merging } from '../../merging/merge-item.ts';
import {
  defineTable,
  integer,
  optionalInteger,
  optionalText,
  refTo,
  sensitive,
  text,
  toldRef,
} from '../../rows/table.ts';

/** The table of what is merged here. */
export const PARTY = 'party';

/** "These two are not the same": holds on every desk, whichever of them is named first. */
export const notDuplicateTable = defineTable('not_duplicate', {
  low_id: refTo('party', text()),
  high_id: refTo('party', text()),
  decided_by: text(),
  decided_at: integer(),
});

/** That `dropped` became part of `kept`. The ids stay as they were then, whatever is merged later. */
export const partyMergeTable = defineTable('party_merge', {
  kept_id: toldRef('party', text()),
  dropped_id: toldRef('party', text()),
  merged_by: text(),
  merged_at: integer(),
  undone_by: optionalText(),
  undone_at: optionalInteger(),
});

/**
 * One field that a merge has changed, JSON before and after: what undoing it needs, and no more. Items are there while
 * their merge stands.
 */
export const partyMergeItemTable = defineTable('party_merge_item', {
  merge_id: refTo('party_merge', text()),
  tbl: text(),
  pk: text(),
  field: text(),
  /** Counts the merges that have changed this field and still stand, this one included. */
  depth: integer(),
  old: optionalText(),
  new: optionalText(),
  old_health: sensitive('health', optionalText()),
  new_health: sensitive('health', optionalText()),
  old_birth_date: sensitive('birth-date', optionalText()),
  new_birth_date: sensitive('birth-date', optionalText()),
});

export const PARTIES: Merging = { type: PARTY, items: partyMergeItemTable };

/** The same for the same two, in whatever order: two desks that say it write one row. */
export function pairOf(one: string, other: string): readonly [low: string, high: string] {
  return one < other ? [one, other] : [other, one];
}
