import { implement } from '#shared/ipc/contract.ts';
import type { Implementation } from '#shared/ipc/contract.ts';
import { formDraftsContract } from '#shared/ipc/form-drafts-contract.ts';
import type { FormDraft } from '#shared/ipc/form-drafts-contract.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import type { ReadableDb, WritableDb } from '../replica/db.ts';

const TABLES = ['form_draft'];
/** What nobody came back to is forgotten. */
const KEPT_MS = 14 * 86_400_000;
/** Of one person; the oldest make way. */
const MOST = 30;

interface Where {
  readonly userId: string;
  readonly form: string;
  readonly about: string | null;
}

export function draftsOf(
  db: ReadableDb,
  { userId, form, about, now }: Where & { readonly now: number },
): readonly FormDraft[] {
  return db
    .prepare<[string, string, string | null, number], { id: string; at: number; fields: string }>(
      `SELECT id, at, fields FROM form_draft
       WHERE user_id = ? AND form = ? AND about IS ? AND at > ? ORDER BY at DESC, id DESC`,
    )
    .all(userId, form, about, now - KEPT_MS)
    .map(({ id, at, fields }) => ({ id, at, fields: JSON.parse(fields) as FormDraft['fields'] }));
}

export function keepDraft(
  db: WritableDb,
  { id, userId, form, about, fields, now }: Where & { readonly id: string; fields: string; now: number },
): void {
  db.prepare(
    `INSERT INTO form_draft (id, user_id, form, about, fields, at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET fields = excluded.fields, at = excluded.at WHERE user_id = excluded.user_id`,
  ).run(id, userId, form, about, fields, now);
  db.prepare(
    `DELETE FROM form_draft WHERE at <= ? OR id IN (
       SELECT id FROM form_draft WHERE user_id = ? ORDER BY at DESC, id DESC LIMIT -1 OFFSET ${MOST})`,
  ).run(now - KEPT_MS, userId);
}

export function dropDraft(
  db: WritableDb,
  { id, userId }: { readonly id: string; readonly userId: string },
): void {
  db.prepare('DELETE FROM form_draft WHERE id = ? AND user_id = ?').run(id, userId);
}

/** Whose they are is who sits here, never what is said; while nobody does, all of it is refused. */
export function formDraftHandlers({
  db,
  write,
  clock,
  userId,
}: {
  readonly db: ReadableDb;
  readonly write: (tables: readonly string[], body: (db: WritableDb) => void) => void;
  readonly clock: Clock;
  /** Throws while nobody is signed in. */
  readonly userId: () => string;
}): Implementation {
  return implement(formDraftsContract, {
    of: (where) => draftsOf(db, { ...where, userId: userId(), now: clock.now() }),
    keep: (draft) => {
      const whose = { userId: userId(), now: clock.now() };
      write(TABLES, (writable) => keepDraft(writable, { ...draft, ...whose }));
    },
    drop: ({ id }) => {
      const whose = userId();
      write(TABLES, (writable) => dropDraft(writable, { id, userId: whose }));
    },
  });
}
