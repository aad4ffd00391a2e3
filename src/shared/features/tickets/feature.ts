import { defineFeature } from '../shared-feature.ts';
import { ticketAssign, ticketCreate, ticketOpen, ticketSetState } from './commands.ts';
import { ticketsContract } from './contract.ts';
import { ticketGroupAdd, ticketGroupChange, ticketGroupJoin, ticketGroupLeave } from './group-commands.ts';
import { ticketHandOver, ticketHandOverTable } from './hand-over.ts';
import { ticketKindAdd, ticketKindChange } from './kind-commands.ts';
import { ticketMerge, ticketUnmerge } from './merge-commands.ts';
import { ticketMergeItemTable, ticketMergeTable } from './merging.ts';
import { ticketGroupMemberTable, ticketGroupTable, ticketKindTable, ticketTable } from './model.ts';
import { ticketStateAdd, ticketStateArrange, ticketStateChange } from './state-commands.ts';
import { ticketStateTable } from './states.ts';

export const tickets = defineFeature({
  name: 'tickets',
  tables: [
    ticketTable,
    ticketKindTable,
    ticketStateTable,
    ticketGroupTable,
    ticketGroupMemberTable,
    ticketMergeTable,
    ticketMergeItemTable,
    ticketHandOverTable,
  ],
  commands: [
    ticketOpen,
    ticketCreate,
    ticketAssign,
    ticketSetState,
    ticketMerge,
    ticketUnmerge,
    ticketHandOver,
    ticketKindAdd,
    ticketKindChange,
    ticketGroupAdd,
    ticketGroupChange,
    ticketGroupJoin,
    ticketGroupLeave,
    ticketStateAdd,
    ticketStateChange,
    ticketStateArrange,
  ],
  contract: ticketsContract,
});
