import { ticketHandOverTable } from '#shared/features/tickets/hand-over.ts';
import { ticketMergeTable } from '#shared/features/tickets/merging.ts';
import {
  ticketGroupMemberTable,
  ticketGroupTable,
  ticketKindTable,
  ticketTable,
} from '#shared/features/tickets/model.ts';
import { ticketStateTable } from '#shared/features/tickets/states.ts';

export const ticketTables: readonly string[] = [
  ticketTable.name,
  ticketKindTable.name,
  ticketStateTable.name,
  ticketGroupTable.name,
  ticketGroupMemberTable.name,
  'party',
  'staff',
];

export const stateTables: readonly string[] = [ticketStateTable.name, ticketTable.name];

export const kindTables: readonly string[] = [ticketKindTable.name, ticketTable.name];

export const groupTables: readonly string[] = [
  ticketGroupTable.name,
  ticketGroupMemberTable.name,
  ticketTable.name,
  'staff',
];

export const mergeTables: readonly string[] = [ticketMergeTable.name, ticketTable.name, 'staff'];

export const handOverTables: readonly string[] = [ticketHandOverTable.name, 'staff'];
