import type { ReadableDb, WritableDb } from '../../replica/db.ts';

interface Whose {
  readonly userId: string;
  readonly partyId: string;
}

/** What this person was typing on this sheet. */
export function draftOf(db: ReadableDb, { userId, partyId }: Whose): string | null {
  const row = db
    .prepare<[string, string], { draft: string }>(
      'SELECT draft FROM entry_draft WHERE user_id = ? AND party_id = ?',
    )
    .get(userId, partyId);
  return row?.draft ?? null;
}

export function saveDraft(
  db: WritableDb,
  { userId, partyId, draft }: Whose & { readonly draft: string | null },
): void {
  if (draft === null) {
    db.prepare('DELETE FROM entry_draft WHERE user_id = ? AND party_id = ?').run(userId, partyId);
    return;
  }
  db.prepare('INSERT OR REPLACE INTO entry_draft (user_id, party_id, draft) VALUES (?, ?, ?)').run(
    userId,
    partyId,
    draft,
  );
}
