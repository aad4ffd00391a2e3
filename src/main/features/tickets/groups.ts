import type { TicketGroupLine } from '#shared/features/tickets/contract.ts';
import type { ReadableDb } from '../../replica/db.ts';

interface GroupRow {
  readonly id: string;
  readonly name: string;
  readonly retired: 0 | 1;
  readonly tickets: number;
}

export function listGroups(db: ReadableDb): readonly TicketGroupLine[] {
  return db
    .prepare<[], GroupRow>(
      `SELECT id, name, retired,
         (SELECT count(*) FROM ticket t WHERE t.group_id = g.id AND t.state <> 'closed') AS tickets
       FROM ticket_group g`,
    )
    .all()
    .map((row) => ({ ...row, retired: row.retired === 1 }))
    .toSorted((one, other) => one.name.localeCompare(other.name, 'de') || (one.id < other.id ? -1 : 1));
}
