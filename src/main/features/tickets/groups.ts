import type { TicketGroupLine } from '#shared/features/tickets/contract.ts';
import type { Host } from '../../host/host.ts';

interface GroupRow {
  readonly id: string;
  readonly name: string;
  readonly retired: 0 | 1;
  readonly tickets: number;
}

export function listGroups({ db, describe }: Pick<Host, 'db' | 'describe'>): readonly TicketGroupLine[] {
  const memberships = db
    .prepare<[], { group_id: string; staff_id: string }>(
      'SELECT DISTINCT group_id, staff_id FROM ticket_group_member',
    )
    .all();
  const staff = describe('staff', [...new Set(memberships.map((row) => row.staff_id))]);
  return db
    .prepare<[], GroupRow>(
      `SELECT id, name, retired,
         (SELECT count(*) FROM ticket t WHERE t.group_id = g.id AND t.state <> 'closed') AS tickets
       FROM ticket_group g`,
    )
    .all()
    .map((row) => ({
      ...row,
      retired: row.retired === 1,
      members: memberships
        .filter(({ group_id: of }) => of === row.id)
        .map(({ staff_id: id }) => ({ id, name: staff.get(id)?.name ?? '' }))
        .toSorted(byName),
    }))
    .toSorted(byName);
}

const byName = (
  one: { readonly id: string; readonly name: string },
  other: { readonly id: string; readonly name: string },
): number => one.name.localeCompare(other.name, 'de') || (one.id < other.id ? -1 : 1);
