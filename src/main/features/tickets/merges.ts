import type { TicketMergeLine } from '#shared/features/tickets/contract.ts';
import type { Host } from '../../host/host.ts';

interface MergeRow {
  readonly id: string;
  readonly kept_id: string;
  readonly dropped_id: string;
  readonly merged_by: string;
  readonly merged_at: number;
  readonly kept_number: string;
  readonly dropped_number: string;
  readonly dropped_title: string;
}

/** Of tickets that are not on this replica nothing is told. */
export function mergesOf(
  { db, describe }: Pick<Host, 'db' | 'describe'>,
  { id }: { readonly id: string },
): readonly TicketMergeLine[] {
  const rows = db
    .prepare<[{ id: string }], MergeRow>(
      `SELECT m.id, m.kept_id, m.dropped_id, m.merged_by, m.merged_at, k.number AS kept_number,
         d.number AS dropped_number, d.title AS dropped_title
       FROM ticket_merge m JOIN ticket k ON k.id = m.kept_id JOIN ticket d ON d.id = m.dropped_id
       WHERE (m.kept_id = @id OR m.dropped_id = @id) AND m.undone_at IS NULL
       ORDER BY m.merged_at DESC, m.id DESC`,
    )
    .all({ id });
  const staff = describe('staff', [...new Set(rows.map((row) => row.merged_by))]);
  return rows.map((row) => ({
    id: row.id,
    kept: { id: row.kept_id, number: row.kept_number },
    dropped: { id: row.dropped_id, number: row.dropped_number, title: row.dropped_title },
    byName: staff.get(row.merged_by)?.name ?? null,
    at: row.merged_at,
  }));
}
