import { defineFeature } from '../shared-feature.ts';
import { pbxProfileSet } from './commands.ts';
import { pbxProfileContract } from './contract.ts';
import { pbxProfileTable } from './model.ts';

/** The telephone system as the house has it: every desk's defaults. */
export const pbxProfile = defineFeature({
  name: 'pbx-profile',
  tables: [pbxProfileTable],
  commands: [pbxProfileSet],
  contract: pbxProfileContract,
});
