import { ticketKindTable, ticketTable } from '#shared/features/tickets/model.ts';

export const ticketTables: readonly string[] = [ticketTable.name, ticketKindTable.name, 'party', 'staff'];

export const kindTables: readonly string[] = [ticketKindTable.name, ticketTable.name];
