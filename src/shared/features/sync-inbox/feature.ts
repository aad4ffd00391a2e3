import { conflictNoteTable } from '../../sync/conflict-note.ts';
import { defineFeature } from '../shared-feature.ts';
import { conflictChoose, conflictSee } from './commands.ts';
import { syncInboxContract } from './contract.ts';

export const syncInbox = defineFeature({
  name: 'sync-inbox',
  tables: [conflictNoteTable],
  commands: [conflictChoose, conflictSee],
  contract: syncInboxContract,
});
