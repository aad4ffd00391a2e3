import { PHONE_KIND } from '../../calls/number-index.ts';
import type { ReadableDb } from '../../replica/db.ts';

export interface HandoverRow {
  readonly id: string;
  readonly number: string | null;
  readonly target: string;
  readonly from_user: string;
  readonly from_extension: string | null;
  readonly party_id: string | null;
  readonly note: string;
  readonly ticket_id: string | null;
  readonly sent_at: number;
}

/** Latest first. */
export function handoversSince(
  db: ReadableDb,
  { since }: { readonly since: number },
): readonly HandoverRow[] {
  return db
    .prepare<[number], HandoverRow>(
      `SELECT id, number, target, from_user, from_extension, party_id, note, ticket_id, sent_at
       FROM handover WHERE sent_at >= ? ORDER BY sent_at DESC, id DESC`,
    )
    .all(since);
}

/** The extensions a person of the house has. */
export function extensionsOf(db: ReadableDb, { userId }: { readonly userId: string }): readonly string[] {
  return db
    .prepare<[string], { digits: string }>(
      `SELECT digits FROM phone WHERE ref_type = 'staff' AND ref_id = ? AND kind = ${PHONE_KIND.extension}`,
    )
    .all(userId)
    .map(({ digits }) => digits);
}

export function isSomebodys(db: ReadableDb, { extension }: { readonly extension: string }): boolean {
  return (
    db
      .prepare<[string]>(`SELECT 1 FROM phone WHERE digits = ? AND kind = ${PHONE_KIND.extension}`)
      .get(extension) !== undefined
  );
}
