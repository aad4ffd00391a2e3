import { ticketTable } from '#shared/features/tickets/model.ts';

export const ticketTables: readonly string[] = [ticketTable.name, 'party', 'staff'];
