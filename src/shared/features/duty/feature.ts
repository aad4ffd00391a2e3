import { defineFeature } from '../shared-feature.ts';
import { dutyBegin, dutyEnd } from './commands.ts';
import { dutyContract } from './contract.ts';
import { dutySessionTable } from './model.ts';

export const duty = defineFeature({
  name: 'duty',
  tables: [dutySessionTable],
  commands: [dutyBegin, dutyEnd],
  contract: dutyContract,
});
