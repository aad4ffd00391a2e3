import { defineFeature } from '../shared-feature.ts';
import { lineAdd, lineChange, lineRemove } from './commands.ts';
import { linesContract } from './contract.ts';
import { houseLineTable } from './model.ts';

export const lines = defineFeature({
  name: 'lines',
  tables: [houseLineTable],
  commands: [lineAdd, lineChange, lineRemove],
  contract: linesContract,
});
