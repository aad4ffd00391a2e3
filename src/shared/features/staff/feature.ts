import { defineFeature } from '../shared-feature.ts';
import { staffContract } from './contract.ts';
import { staffChange, staffEntryTable, staffPhotoTable, staffPutEntry, staffSetPhoto } from './entry.ts';
import { staffCreate, staffSetLeft, staffTable } from './staff.ts';

export const staff = defineFeature({
  name: 'staff',
  tables: [staffTable, staffEntryTable, staffPhotoTable],
  commands: [staffCreate, staffChange, staffPutEntry, staffSetPhoto, staffSetLeft],
  contract: staffContract,
});
