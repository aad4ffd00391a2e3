import { defineFeature } from '../shared-feature.ts';
import { handoverCreate } from './commands.ts';
import { handoversContract } from './contract.ts';
import { handoverTable } from './model.ts';

export const handovers = defineFeature({
  name: 'handovers',
  tables: [handoverTable],
  commands: [handoverCreate],
  contract: handoversContract,
});
