import { erasureTable } from '../../persons/erasure.ts';
import { defineFeature } from '../shared-feature.ts';
import { personRightsContract } from './contract.ts';
import { erasureRecord, partyErase } from './erase.ts';
import { restrictionTable } from './model.ts';
import { partyRestrict, partyUnrestrict, restrictionCarryOut } from './restrict.ts';

export const personRights = defineFeature({
  name: 'person-rights',
  tables: [erasureTable, restrictionTable],
  commands: [partyErase, erasureRecord, partyRestrict, partyUnrestrict, restrictionCarryOut],
  contract: personRightsContract,
});
