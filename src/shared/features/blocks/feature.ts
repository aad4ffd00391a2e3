import { defineFeature } from '../shared-feature.ts';
import { blockChange, blockEnd, blockLift, blockReinstate, blockSet, blockWithdraw } from './commands.ts';
import { blocksContract } from './contract.ts';
import { blockTable } from './model.ts';

export const blocks = defineFeature({
  name: 'blocks',
  tables: [blockTable],
  commands: [blockSet, blockChange, blockLift, blockReinstate, blockWithdraw, blockEnd],
  contract: blocksContract,
});
