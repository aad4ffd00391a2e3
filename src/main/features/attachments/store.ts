import type { Subject } from '#shared/features/attachments/commands.ts';
import { SUBJECT_TYPES } from '#shared/features/attachments/model.ts';
import type { attachmentTable } from '#shared/features/attachments/model.ts';
import type { Row } from '#shared/rows/table.ts';
import type { Host } from '../../host/host.ts';
import type { ReadableDb, WritableDb } from '../../replica/db.ts';

export const DRAFT = ['attachment_draft'];
export const UPLOAD = ['attachment_upload'];

/** A file of an entry that is not kept yet, with what it is going to say. */
export type DraftRow = Omit<Row<typeof attachmentTable>, 'scope_id' | 'ver'>;

const NAMES = 'id, subject_type, subject_id, file_name, media_type, bytes, sha256, added_by, added_at';

export function addDraft(db: WritableDb, draft: DraftRow): void {
  const names = NAMES.split(', ');
  db.prepare(`INSERT INTO attachment_draft (${NAMES}) VALUES (${names.map(() => '?').join(', ')})`).run(
    names.map((name) => draft[name as keyof DraftRow]),
  );
}

export function drafts(db: ReadableDb): readonly DraftRow[] {
  return db.prepare<[], DraftRow>(`SELECT ${NAMES} FROM attachment_draft ORDER BY id`).all();
}

export function draftsOf(db: ReadableDb, { type, id }: Subject): readonly DraftRow[] {
  return db
    .prepare<[string, string], DraftRow>(
      `SELECT ${NAMES} FROM attachment_draft WHERE subject_id = ? AND subject_type = ? ORDER BY id`,
    )
    .all(id, type);
}

export function draftById(db: ReadableDb, id: string): DraftRow | undefined {
  return db.prepare<[string], DraftRow>(`SELECT ${NAMES} FROM attachment_draft WHERE id = ?`).get(id);
}

export function dropDraft(db: WritableDb, id: string): void {
  db.prepare('DELETE FROM attachment_draft WHERE id = ?').run(id);
}

export interface Uploading {
  /** Of the attachment. */
  readonly id: string;
  readonly subjectId: string;
  readonly sha256: string;
  readonly userId: string;
}

export function noteUpload(db: WritableDb, { id, subjectId, sha256, userId }: Uploading): void {
  db.prepare(
    'INSERT OR IGNORE INTO attachment_upload (id, subject_id, sha256, user_id) VALUES (?, ?, ?, ?)',
  ).run(id, subjectId, sha256, userId);
}

export function dropUpload(db: WritableDb, id: string): void {
  db.prepare('DELETE FROM attachment_upload WHERE id = ?').run(id);
}

/** Where it is this person's own. */
export function dropUploadOf(db: WritableDb, { id, userId }: Pick<Uploading, 'id' | 'userId'>): void {
  db.prepare('DELETE FROM attachment_upload WHERE id = ? AND user_id = ?').run(id, userId);
}

/** The same contents at the same thing already, kept or not: what they are called there. */
export function findTwin(
  db: ReadableDb,
  { subject, sha256 }: { readonly subject: Subject; readonly sha256: string },
): string | undefined {
  for (const table of ['attachment', 'attachment_draft']) {
    const name = db
      .prepare<[string, string, string], string>(
        `SELECT file_name FROM ${table} WHERE subject_id = ? AND subject_type = ? AND sha256 = ?`,
      )
      .pluck()
      .get(subject.id, subject.type, sha256);
    if (name !== undefined) return name;
  }
  return undefined;
}

/** Whether this desk has what the file belongs to; an entry that is being typed is not there yet. */
export function hasSubject({ db }: Pick<Host, 'db'>, { type, id }: Subject): boolean {
  const table = SUBJECT_TYPES.find((known) => known === type);
  return table !== undefined && db.prepare(`SELECT 1 FROM ${table} WHERE id = ?`).get(id) !== undefined;
}
