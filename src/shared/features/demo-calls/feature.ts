import { defineFeature } from '../shared-feature.ts';
import { demoCallsContract } from './contract.ts';

export const demoCalls = defineFeature({
  name: 'demo-calls',
  tables: [],
  commands: [],
  contract: demoCallsContract,
});
