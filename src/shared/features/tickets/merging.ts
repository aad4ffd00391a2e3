import type { Merging } from '../../merging/merge-item.ts';
import { mergeColumns, mergeItemColumns } from '../../merging/merge-tables.ts';
import { defineTable } from '../../rows/table.ts';
import { ticketTable } from './model.ts';

export const ticketMergeTable = defineTable('ticket_merge', mergeColumns('ticket'));

export const ticketMergeItemTable = defineTable('ticket_merge_item', mergeItemColumns('ticket_merge'));

export const TICKETS: Merging = { type: ticketTable.name, items: ticketMergeItemTable };
