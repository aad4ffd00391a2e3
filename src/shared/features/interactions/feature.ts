import { defineFeature } from '../shared-feature.ts';
import {
  interactionDescribe,
  interactionEndCall,
  interactionFinish,
  interactionLogCall,
  interactionRecord,
} from './commands.ts';
import { interactionsContract } from './contract.ts';
import { interactionTable } from './model.ts';

export const interactions = defineFeature({
  name: 'interactions',
  tables: [interactionTable],
  commands: [
    interactionLogCall,
    interactionEndCall,
    interactionDescribe,
    interactionFinish,
    interactionRecord,
  ],
  contract: interactionsContract,
});
