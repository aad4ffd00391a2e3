import { defineFeature } from '../shared-feature.ts';
import { ticketAssign, ticketCreate, ticketSetState } from './commands.ts';
import { ticketsContract } from './contract.ts';
import { ticketKindAdd, ticketKindChange } from './kind-commands.ts';
import { ticketKindTable, ticketTable } from './model.ts';
import { ticketStateAdd, ticketStateArrange, ticketStateChange } from './state-commands.ts';
import { ticketStateTable } from './states.ts';

export const tickets = defineFeature({
  name: 'tickets',
  tables: [ticketTable, ticketKindTable, ticketStateTable],
  commands: [
    ticketCreate,
    ticketAssign,
    ticketSetState,
    ticketKindAdd,
    ticketKindChange,
    ticketStateAdd,
    ticketStateChange,
    ticketStateArrange,
  ],
  contract: ticketsContract,
});
