import { defineFeature } from '../shared-feature.ts';
import { attachmentAdd, attachmentRemove, attachmentRename } from './commands.ts';
import { attachmentsContract } from './contract.ts';
import { attachmentTable } from './model.ts';

export const attachments = defineFeature({
  name: 'attachments',
  tables: [attachmentTable],
  commands: [attachmentAdd, attachmentRename, attachmentRemove],
  contract: attachmentsContract,
});
