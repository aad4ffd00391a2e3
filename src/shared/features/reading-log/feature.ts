import { defineFeature } from '../shared-feature.ts';
import { readingNote } from './commands.ts';
import { readingLogContract } from './contract.ts';
import { readingTable } from './model.ts';

export const readingLog = defineFeature({
  name: 'reading-log',
  tables: [readingTable],
  commands: [readingNote],
  contract: readingLogContract,
});
