import { MOVED } from '#shared/features/tickets/contract.ts';
import type { Moved, TicketMergeLine } from '#shared/features/tickets/contract.ts';
import type { Host } from '../../host/host.ts';
import type { ReadableDb } from '../../replica/db.ts';

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
    moved: movedBy(db, row.id),
    kept: { id: row.kept_id, number: row.kept_number },
    dropped: { id: row.dropped_id, number: row.dropped_number, title: row.dropped_title },
    byName: staff.get(row.merged_by)?.name ?? null,
    at: row.merged_at,
  }));
}

const KIND_OF: Readonly<Record<string, Moved>> = {
  interaction: 'interaction',
  task: 'task',
  attachment: 'attachment',
  handover: 'hand-over',
  ticket_hand_over: 'hand-over',
};

/** A link is told by what it joins the ticket with; the ticket's own fields are not among what has moved. */
function movedBy(db: ReadableDb, mergeId: string): TicketMergeLine['moved'] {
  const rows = db
    .prepare<[string], { thing: string | null; count: number }>(
      `SELECT CASE WHEN i.tbl <> 'link' THEN i.tbl WHEN i.field = 'to_id' THEN l.from_type ELSE l.to_type END AS thing,
         count(DISTINCT i.pk) AS count
       FROM ticket_merge_item i LEFT JOIN link l ON i.tbl = 'link' AND l.id = i.pk
       WHERE i.merge_id = ? AND i.tbl <> 'ticket' GROUP BY 1`,
    )
    .all(mergeId);
  const counts = new Map<Moved, number>();
  for (const { thing, count } of rows) {
    const what = KIND_OF[thing ?? ''] ?? 'other';
    counts.set(what, (counts.get(what) ?? 0) + count);
  }
  return MOVED.flatMap((what) => {
    const count = counts.get(what);
    return count === undefined ? [] : [{ what, count }];
  });
}
