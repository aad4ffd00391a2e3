import { ticketKindTable, ticketTable } from '#shared/features/tickets/model.ts';
import { ticketStateTable } from '#shared/features/tickets/states.ts';

export const ticketTables: readonly string[] = [
  ticketTable.name,
  ticketKindTable.name,
  ticketStateTable.name,
  'party',
  'staff',
];

export const stateTables: readonly string[] = [ticketStateTable.name, ticketTable.name];

export const kindTables: readonly string[] = [ticketKindTable.name, ticketTable.name];
