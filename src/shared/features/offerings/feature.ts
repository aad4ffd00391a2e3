import { defineFeature } from '../shared-feature.ts';
import { offeringChange, providerChange, providerContactChange } from './change.ts';
import {
  directoryReceive,
  offeringPut,
  providerContactPut,
  providerPut,
  serviceAdd,
  serviceEnd,
  serviceUndo,
} from './commands.ts';
import { offeringsContract } from './contract.ts';
import {
  federationPersonTable,
  offeringTable,
  providerContactTable,
  providerTable,
  serviceUseTable,
} from './model.ts';

export const offerings = defineFeature({
  name: 'offerings',
  tables: [federationPersonTable, providerTable, offeringTable, providerContactTable, serviceUseTable],
  commands: [
    providerPut,
    offeringPut,
    providerContactPut,
    providerChange,
    offeringChange,
    providerContactChange,
    directoryReceive,
    serviceAdd,
    serviceEnd,
    serviceUndo,
  ],
  contract: offeringsContract,
});
