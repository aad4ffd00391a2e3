import { defineFeature } from '../shared-feature.ts';
import { blackBoxContract } from './contract.ts';

export const blackBox = defineFeature({
  name: 'black-box',
  tables: [],
  commands: [],
  contract: blackBoxContract,
});
