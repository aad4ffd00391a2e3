import { defineFeature } from '../shared-feature.ts';
import { administrationContract } from './contract.ts';

/** Accounts, house settings and policy papers of a tenant; all of it is the centre's. */
export const administration = defineFeature({
  name: 'administration',
  tables: [],
  commands: [],
  contract: administrationContract,
});
