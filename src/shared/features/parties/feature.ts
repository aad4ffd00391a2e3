import { defineFeature } from '../shared-feature.ts';
import { contactAdd, partyCreate, partyRename } from './commands.ts';
import { partiesContract } from './contract.ts';
import { contactPointTable, partyTable } from './model.ts';

export const parties = defineFeature({
  name: 'parties',
  tables: [partyTable, contactPointTable],
  commands: [partyCreate, contactAdd, partyRename],
  contract: partiesContract,
});
