import type { Merging } from '../../merging/merge-item.ts';
import { mergeColumns, mergeItemColumns } from '../../merging/merge-tables.ts';
import { defineTable, integer, optionalText, refTo, sensitive, text } from '../../rows/table.ts';

/** The table of what is merged here. */
export const PARTY = 'party';

/** "These two are not the same": holds on every desk, whichever of them is named first. */
export const notDuplicateTable = defineTable('not_duplicate', {
  low_id: refTo('party', text()),
  high_id: refTo('party', text()),
  decided_by: text(),
  decided_at: integer(),
});

export const partyMergeTable = defineTable('party_merge', mergeColumns(PARTY));

/** What undoing a merge needs, and no more. */
export const partyMergeItemTable = defineTable('party_merge_item', {
  ...mergeItemColumns('party_merge'),
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
