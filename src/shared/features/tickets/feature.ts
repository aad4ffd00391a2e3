import { defineFeature } from '../shared-feature.ts';
import { ticketAssign, ticketCreate, ticketSetState } from './commands.ts';
import { ticketsContract } from './contract.ts';
import { ticketTable } from './model.ts';

export const tickets = defineFeature({
  name: 'tickets',
  tables: [ticketTable],
  commands: [ticketCreate, ticketAssign, ticketSetState],
  contract: ticketsContract,
});
