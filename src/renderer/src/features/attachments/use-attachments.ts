import { attachmentsContract } from '#shared/features/attachments/contract.ts';
import type { AttachmentView } from '#shared/features/attachments/contract.ts';
import type { Subject } from '#shared/features/attachments/commands.ts';
import { useQuery } from '../../api/use-query.ts';
import { attachmentTables } from './tables.ts';

const NOBODY: Subject = { type: 'ticket', id: '00000000-0000-4000-8000-000000000000' };

export interface Attachments {
  readonly files: readonly AttachmentView[] | undefined;
  readonly error: unknown;
}

export function useAttachments(subject: Subject | undefined): Attachments {
  const { value: files, error } = useQuery(
    attachmentsContract,
    'of',
    { subject: subject ?? NOBODY },
    attachmentTables,
    { enabled: subject !== undefined },
  );
  return { files, error };
}
