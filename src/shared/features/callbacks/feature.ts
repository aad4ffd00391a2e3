import { defineFeature } from '../shared-feature.ts';
import {
  callbackClaim,
  callbackFinish,
  callbackMissed,
  callbackReached,
  callbackRelease,
  callbackReopen,
  callbackSetDue,
} from './commands.ts';
import { callbacksContract } from './contract.ts';
import { callbackTable, missedCallTable } from './model.ts';

export const callbacks = defineFeature({
  name: 'callbacks',
  tables: [callbackTable, missedCallTable],
  commands: [
    callbackMissed,
    callbackClaim,
    callbackRelease,
    callbackSetDue,
    callbackFinish,
    callbackReached,
    callbackReopen,
  ],
  contract: callbacksContract,
});
