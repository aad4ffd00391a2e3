import { defineFeature } from '../shared-feature.ts';
import { staffContract } from './contract.ts';
import { staffCreate, staffSetLeft, staffTable } from './staff.ts';

export const staff = defineFeature({
  name: 'staff',
  tables: [staffTable],
  commands: [staffCreate, staffSetLeft],
  contract: staffContract,
});
