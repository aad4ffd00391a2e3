import type { InteractionLine } from '#shared/features/interactions/contract.ts';
import type { Ref } from '#shared/kernel/ref.ts';
import type { ReadableDb } from '../../replica/db.ts';
import { jsonIds } from '../../replica/json-ids.ts';
import { COLUMNS, toLines } from './lines.ts';
import type { InteractionRow, LineReader } from './lines.ts';

export function interactionsOfParty(
  host: LineReader,
  { partyId, limit }: { partyId: string; limit: number },
): readonly InteractionLine[] {
  const rows = host.db
    .prepare<[{ readonly partyId: string; readonly limit: number }], InteractionRow>(
      `SELECT ${COLUMNS} FROM interaction i WHERE i.id IN (
         SELECT id FROM
           (SELECT id FROM interaction WHERE party_id = @partyId ORDER BY occurred_at DESC, id DESC LIMIT @limit)
         UNION SELECT interaction_id FROM interaction_participant WHERE party_id = @partyId
       ) ORDER BY i.occurred_at DESC, i.id DESC LIMIT @limit`,
    )
    .all({ partyId, limit });
  return toLines(host, rows);
}

export function interactionsLinkedTo(host: LineReader, { to }: { to: Ref }): readonly InteractionLine[] {
  const rows = host.db
    .prepare<[string, string], InteractionRow>(
      `SELECT ${COLUMNS} FROM link l JOIN interaction i ON i.id = l.from_id
       WHERE l.to_type = ? AND l.to_id = ? AND l.from_type = 'interaction'
       GROUP BY i.id ORDER BY i.occurred_at, i.id`,
    )
    .all(to.type, to.id);
  return toLines(host, rows);
}

export function interactionLine(host: LineReader, { id }: { id: string }): InteractionLine | null {
  const row = host.db
    .prepare<[string], InteractionRow>(`SELECT ${COLUMNS} FROM interaction i WHERE i.id = ?`)
    .get(id);
  return (row && toLines(host, [row])[0]) ?? null;
}

export function isLogged(db: ReadableDb, { id }: { readonly id: string }): boolean {
  return db.prepare<[string]>('SELECT 1 FROM interaction WHERE id = ?').get(id) !== undefined;
}

/** Whose call it was when it was logged or since; null: nobody's yet, or not in the log. */
export function partyOfCall(db: ReadableDb, { id }: { readonly id: string }): Ref | null {
  const row = db
    .prepare<[string], { party_id: string | null }>('SELECT party_id FROM interaction WHERE id = ?')
    .get(id);
  return row?.party_id ? { type: 'party', id: row.party_id } : null;
}

/** The party spoken to last weighs most, as ms since the epoch. */
export function lastContactOf(db: ReadableDb, partyIds: readonly string[]): ReadonlyMap<string, number> {
  const rows = db
    .prepare<[string], { id: string; last: number }>(
      `SELECT k.value AS id, (SELECT max(occurred_at) FROM interaction WHERE party_id = k.value) AS last
       FROM json_each(?) k WHERE last IS NOT NULL`,
    )
    .all(jsonIds(partyIds));
  return new Map(rows.map(({ id, last }) => [id, last]));
}
