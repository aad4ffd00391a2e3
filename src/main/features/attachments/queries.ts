import type { CallerCard } from '#shared/calls/live-call.ts';
import type { AttachmentView, TransferView } from '#shared/features/attachments/contract.ts';
import { mayRemove } from '#shared/features/attachments/commands.ts';
import type { Subject } from '#shared/features/attachments/commands.ts';
import { mayOpen } from '#shared/files/file-types.ts';
import type { Host } from '../../host/host.ts';
import type { ReadableDb } from '../../replica/db.ts';
import { jsonIds } from '../../replica/json-ids.ts';
import { draftsOf } from './store.ts';
import type { DraftRow } from './store.ts';

type Reader = Pick<Host, 'db' | 'describe' | 'session'>;

interface Line extends DraftRow {
  readonly is_here: 0 | 1;
  readonly is_waiting: 0 | 1;
}

const LINE = `a.id, a.subject_type, a.subject_id, a.file_name, a.media_type, a.bytes, a.sha256, a.added_by, a.added_at,
  EXISTS (SELECT 1 FROM attachment_blob b WHERE b.sha256 = a.sha256 AND b.is_whole = 1) AS is_here,
  EXISTS (SELECT 1 FROM attachment_upload u WHERE u.id = a.id)
    OR EXISTS (SELECT 1 FROM attachment_blob b WHERE b.sha256 = a.sha256 AND b.is_whole = 1 AND b.epoch IS NULL)
    AS is_waiting`;

/** Of one thing, in the order in which they were added; those that wait for the entry come last. */
export function attachmentsOf(
  host: Reader,
  { subject }: { readonly subject: Subject },
  transferOf: (id: string) => TransferView | null,
): readonly AttachmentView[] {
  const rows = host.db
    .prepare<[string, string], Line>(
      `SELECT ${LINE} FROM attachment a WHERE a.subject_id = ? AND a.subject_type = ? ORDER BY a.added_at, a.id`,
    )
    .all(subject.id, subject.type);
  const drafts = draftsOf(host.db, subject).filter(({ id }) => !rows.some((row) => row.id === id));
  const names = host.describe('staff', [
    ...new Set([...rows, ...drafts].map(({ added_by: userId }) => userId)),
  ]);
  const actor = host.session();
  const view = (row: DraftRow): Omit<AttachmentView, 'isHere' | 'state'> => ({
    id: row.id,
    fileName: row.file_name,
    mediaType: row.media_type,
    bytes: row.bytes,
    sha256: row.sha256,
    addedAt: row.added_at,
    addedBy: names.get(row.added_by)?.name ?? '',
    mayRemove: mayRemove(actor, row),
    mayOpen: mayOpen(row.file_name),
    transfer: transferOf(row.id),
  });
  return [
    ...rows.map(({ is_here: here, is_waiting: waiting, ...row }): AttachmentView => ({
      ...view(row),
      isHere: here === 1,
      state: waiting === 1 ? 'waiting' : 'sent',
    })),
    ...drafts.map((draft): AttachmentView => ({ ...view(draft), isHere: true, state: 'draft' })),
  ];
}

/** How many files each of these things has; none is left out. */
export function countAttachments(
  db: ReadableDb,
  type: string,
  ids: readonly string[],
): ReadonlyMap<string, number> {
  const counts = db
    .prepare<[string, string], { readonly id: string; readonly count: number }>(
      `SELECT subject_id AS id, count(*) AS count FROM attachment
       WHERE subject_id IN (SELECT value FROM json_each(?)) AND subject_type = ? GROUP BY subject_id`,
    )
    .all(jsonIds(ids), type);
  return new Map(counts.map(({ id, count }) => [id, count]));
}

/** What a file of this id is called and holds, kept or not. */
export function attachmentById(db: ReadableDb, id: string): DraftRow | undefined {
  const names = 'id, subject_type, subject_id, file_name, media_type, bytes, sha256, added_by, added_at';
  return db
    .prepare<[string, string], DraftRow>(
      `SELECT ${names} FROM attachment WHERE id = ? UNION ALL SELECT ${names} FROM attachment_draft WHERE id = ?`,
    )
    .get(id, id);
}

export function describeAttachments(db: ReadableDb, ids: readonly string[]): readonly CallerCard[] {
  return db
    .prepare<[string], { readonly id: string; readonly name: string }>(
      'SELECT id, file_name AS name FROM attachment WHERE id IN (SELECT value FROM json_each(?))',
    )
    .all(jsonIds(ids))
    .map(({ id, name }) => ({ ref: { type: 'attachment', id }, name, detail: '' }));
}
