import type { BatchLine } from '#shared/features/number-clinic/contract.ts';
import type { ReadableDb, WritableDb } from '../../replica/db.ts';

export const LOCAL = ['clinic_batch', 'clinic_item'] as const;

/** What a repair may change of a contact point. */
export interface Reading {
  readonly digits: string | null;
  readonly stem: string | null;
  readonly extension: string | null;
  readonly fault: string | null;
  readonly state: string;
}

export interface Item {
  readonly contactId: string;
  /** null: the repair added it. */
  readonly before: Reading | null;
  readonly after: Reading;
}

const SHOWN = 10;

export function batchesOf(db: ReadableDb, userId: string): readonly BatchLine[] {
  return db
    .prepare<[string, number], BatchLine>(
      `SELECT id, at, entries, undone_at AS undoneAt, kept FROM clinic_batch WHERE user_id = ?
       ORDER BY at DESC, id DESC LIMIT ?`,
    )
    .all(userId, SHOWN);
}

export function insertBatch(
  db: WritableDb,
  batch: { readonly id: string; readonly userId: string; readonly at: number },
): void {
  db.prepare('INSERT INTO clinic_batch (id, user_id, at, entries) VALUES (?, ?, ?, 0)').run(
    ...[batch.id, batch.userId, batch.at],
  );
}

/** Written before the command runs: what was never carried out has nothing to undo. */
export function appendItems(
  db: WritableDb,
  batchId: string,
  given: { readonly items: readonly Item[]; readonly from: number; readonly entries: number },
): void {
  const insert = db.prepare(
    'INSERT INTO clinic_item (batch_id, n, contact_id, before, after) VALUES (?, ?, ?, ?, ?)',
  );
  given.items.forEach(({ contactId, before, after }, i) =>
    insert.run(batchId, given.from + i, contactId, before && JSON.stringify(before), JSON.stringify(after)),
  );
  db.prepare('UPDATE clinic_batch SET entries = entries + ? WHERE id = ?').run(given.entries, batchId);
}

/** The last first: what was added to an entry goes before the entry is what it was. */
export function itemsOf(db: ReadableDb, batchId: string): readonly Item[] {
  return db
    .prepare<[string], { contact_id: string; before: string | null; after: string }>(
      'SELECT contact_id, before, after FROM clinic_item WHERE batch_id = ? ORDER BY n DESC',
    )
    .all(batchId)
    .map(({ contact_id: contactId, before, after }) => ({
      contactId,
      before: before === null ? null : (JSON.parse(before) as Reading),
      after: JSON.parse(after) as Reading,
    }));
}

export function endBatch(
  db: WritableDb,
  id: string,
  undone: { readonly at: number; readonly kept: number },
): void {
  db.prepare('UPDATE clinic_batch SET undone_at = ?, kept = ? WHERE id = ?').run(undone.at, undone.kept, id);
  db.prepare('DELETE FROM clinic_item WHERE batch_id = ?').run(id);
}

/** Numbers of contact points that are not here any more are not kept here either. */
export function forgetGone(db: WritableDb): void {
  db.exec('DELETE FROM clinic_item WHERE contact_id NOT IN (SELECT id FROM contact_point)');
}
