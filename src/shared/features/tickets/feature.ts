import { defineFeature } from '../shared-feature.ts';
import { ticketAssign, ticketCreate, ticketSetState } from './commands.ts';
import { ticketsContract } from './contract.ts';
import { ticketKindAdd, ticketKindChange } from './kind-commands.ts';
import { ticketKindTable, ticketTable } from './model.ts';

export const tickets = defineFeature({
  name: 'tickets',
  tables: [ticketTable, ticketKindTable],
  commands: [ticketCreate, ticketAssign, ticketSetState, ticketKindAdd, ticketKindChange],
  contract: ticketsContract,
});
