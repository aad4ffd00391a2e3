import { defineFeature } from '../shared-feature.ts';
import { numberClinicContract } from './contract.ts';

/** What it changes are contact points, by the command `contact.repair`: it has no tables of its own. */
export const numberClinic = defineFeature({
  name: 'number-clinic',
  tables: [],
  commands: [],
  contract: numberClinicContract,
});
