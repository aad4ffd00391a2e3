import type { Merging } from '../../merging/merge-item.ts';
import {
  defineTable,
  integer,
  optionalInteger,
  optionalText,
  refTo,
  text,
  toldRef,
} from '../../rows/table.ts';
import { ticketTable } from './model.ts';

/** That `dropped` became part of `kept`. The ids stay as they were then, whatever is merged later. */
export const ticketMergeTable = defineTable('ticket_merge', {
  kept_id: toldRef('ticket', text()),
  dropped_id: toldRef('ticket', text()),
  merged_by: text(),
  merged_at: integer(),
  undone_by: optionalText(),
  undone_at: optionalInteger(),
});

/** One field that a merge has changed, JSON before and after; there while the merge stands (shared/merging). */
export const ticketMergeItemTable = defineTable('ticket_merge_item', {
  merge_id: refTo('ticket_merge', text()),
  tbl: text(),
  pk: text(),
  field: text(),
  depth: integer(),
  old: optionalText(),
  new: optionalText(),
});

export const TICKETS: Merging = { type: ticketTable.name, items: ticketMergeItemTable };
