import { z } from 'zod';
import { CommandError, defineCommand, ForbiddenError } from '../../commands/command.ts';
import type { Actor, CommandContext } from '../../commands/command.ts';
import { idSchema } from '../../kernel/ref.ts';
import { find, get, insert, remove, update } from '../../rows/steps.ts';
import type { Steps } from '../../rows/steps.ts';
import type { AnyRow, Row } from '../../rows/table.ts';
import { isCleanFileName } from '../../files/file-name.ts';
import { attachmentTable, MAX_FILE_BYTES, MEDIA_TYPE, SHA256, SUBJECT_TYPES } from './model.ts';
import type { SubjectType } from './model.ts';

const fileName = z.string().min(1).max(200).refine(isCleanFileName, 'not a clean file name');

export const subjectSchema = z.object({ type: z.enum(SUBJECT_TYPES), id: idSchema });
export interface Subject {
  readonly type: SubjectType;
  readonly id: string;
}

/**
 * Says that a file belongs to an entry or a ticket. The bytes travel by themselves. The same file at the same thing twice,
 * from two desks that knew nothing of each other, is one.
 */
export const attachmentAdd = defineCommand({
  name: 'attachment.add',
  args: z.object({
    id: idSchema,
    subject: subjectSchema,
    fileName,
    mediaType: z.string().regex(MEDIA_TYPE),
    bytes: z.int().min(1).max(MAX_FILE_BYTES),
    sha256: z.string().regex(SHA256),
  }),
  *run({ id, subject, fileName: name, mediaType, bytes, sha256 }, context) {
    const thing = yield* theSubject(subject, context);
    const there = yield* find(attachmentTable, { subject_id: subject.id, sha256 });
    if (there.some((one) => one.subject_type === subject.type)) return;
    yield* insert(attachmentTable, {
      id,
      // Whoever may see the thing may see its files.
      scope_id: thing.scope_id,
      subject_type: subject.type,
      subject_id: subject.id,
      file_name: name,
      media_type: mediaType,
      bytes,
      sha256,
      added_by: context.actor.userId,
      added_at: context.at,
    });
  },
});

/** A better name than the one the camera or the scanner gave. */
export const attachmentRename = defineCommand({
  name: 'attachment.rename',
  args: z.object({ id: idSchema, fileName }),
  *run({ id, fileName: name }) {
    if (!(yield* get(attachmentTable, id))) throw gone(id);
    yield* update(attachmentTable, id, { file_name: name });
  },
});

/** Whoever added it, or answers for the data. The centre keeps the bytes for a while: docs/attachments.md. */
export const attachmentRemove = defineCommand({
  name: 'attachment.remove',
  args: z.object({ id: idSchema }),
  *run({ id }, { actor }) {
    const attachment = yield* get(attachmentTable, id);
    if (!attachment) return;
    if (!mayRemove(actor, attachment))
      throw new ForbiddenError('attachment.not-yours', `${id} is not ${actor.userId}'s`);
    yield* remove(attachmentTable, id);
  },
});

export function mayRemove(
  { userId, roles }: Pick<Actor, 'userId' | 'roles'>,
  { added_by: by }: Pick<Row<typeof attachmentTable>, 'added_by'>,
): boolean {
  return by === userId || roles.some((role) => role !== 'agent');
}

function* theSubject({ type, id }: Subject, { tables }: CommandContext): Steps<AnyRow> {
  const table = tables?.get(type);
  if (!table) throw new Error('an attachment needs to know all tables');
  const thing = yield* get(table, id);
  if (!thing) throw new CommandError('attachment.subject-gone', `no ${type} ${id}`);
  return thing as AnyRow;
}

const gone = (id: string): CommandError => new CommandError('attachment.gone', `no attachment ${id}`);
