import { defineFeature } from '../shared-feature.ts';
import { duplicateDismiss, duplicateReopen } from './commands.ts';
import { duplicatesContract } from './contract.ts';
import { partyMerge } from './merge.ts';
import { notDuplicateTable, partyMergeItemTable, partyMergeTable } from './model.ts';
import { partyUnmerge } from './unmerge.ts';

export const duplicates = defineFeature({
  name: 'duplicates',
  tables: [notDuplicateTable, partyMergeTable, partyMergeItemTable],
  commands: [duplicateDismiss, duplicateReopen, partyMerge, partyUnmerge],
  contract: duplicatesContract,
});
