import { defineFeature } from '../shared-feature.ts';
import { wrapUpPass, wrapUpSettle } from './commands.ts';
import { wrapUpContract } from './contract.ts';
import { passedWrapUpTable } from './model.ts';

export const wrapUp = defineFeature({
  name: 'wrap-up',
  tables: [passedWrapUpTable],
  commands: [wrapUpPass, wrapUpSettle],
  contract: wrapUpContract,
});
