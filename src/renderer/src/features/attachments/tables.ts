import { TRANSFERS } from '#shared/features/attachments/contract.ts';
import { attachmentTable } from '#shared/features/attachments/model.ts';

/** What a list of files is made of, its state on this desk included. */
export const attachmentTables: readonly string[] = [
  attachmentTable.name,
  ...['attachment_blob', 'attachment_draft', 'attachment_upload', TRANSFERS, 'staff'],
];
