import { defineFeature } from '../shared-feature.ts';
import {
  interactionDescribe,
  interactionEndCall,
  interactionFinish,
  interactionLogCall,
} from './commands.ts';
import { interactionsContract } from './contract.ts';
import { interactionTable, participantTable } from './model.ts';
import { interactionAddParticipant, interactionRemoveParticipant } from './participant-commands.ts';
import { interactionEdit, interactionRecord, interactionWithdraw } from './record-commands.ts';

export const interactions = defineFeature({
  name: 'interactions',
  tables: [interactionTable, participantTable],
  commands: [
    interactionLogCall,
    interactionEndCall,
    interactionDescribe,
    interactionFinish,
    interactionRecord,
    interactionEdit,
    interactionWithdraw,
    interactionAddParticipant,
    interactionRemoveParticipant,
  ],
  contract: interactionsContract,
});
