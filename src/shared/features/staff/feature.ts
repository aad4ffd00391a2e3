import { defineFeature } from '../shared-feature.ts';
import { staffContract } from './contract.ts';
import { staffCreate, staffTable } from './staff.ts';

export const staff = defineFeature({
  name: 'staff',
  tables: [staffTable],
  commands: [staffCreate],
  contract: staffContract,
});
