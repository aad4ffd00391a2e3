import { defineFeature } from '../shared-feature.ts';
import {
  consentGive,
  consentRestore,
  consentUndo,
  consentUnuse,
  consentUse,
  consentWithdraw,
  optOutRevoke,
  optOutSet,
  optOutUndo,
} from './commands.ts';
import { consentsContract } from './contract.ts';
import { consentTable, optOutTable } from './model.ts';

export const consents = defineFeature({
  name: 'consents',
  tables: [consentTable, optOutTable],
  commands: [
    consentGive,
    consentUndo,
    consentUse,
    consentUnuse,
    consentWithdraw,
    consentRestore,
    optOutSet,
    optOutUndo,
    optOutRevoke,
  ],
  contract: consentsContract,
});
