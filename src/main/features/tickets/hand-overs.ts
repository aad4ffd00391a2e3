import type { TicketHandOverLine } from '#shared/features/tickets/contract.ts';
import type { Host } from '../../host/host.ts';

interface HandOverRow {
  readonly id: string;
  readonly toName: string;
  readonly toMail: string;
  readonly at: number;
  readonly handed_by: string;
}

export function handOversOf(
  { db, describe }: Pick<Host, 'db' | 'describe'>,
  { id }: { readonly id: string },
): readonly TicketHandOverLine[] {
  const rows = db
    .prepare<[string], HandOverRow>(
      `SELECT id, to_name AS toName, to_mail AS toMail, handed_at AS at, handed_by FROM ticket_hand_over
       WHERE ticket_id = ? ORDER BY handed_at DESC, id DESC`,
    )
    .all(id);
  const staff = describe('staff', [...new Set(rows.map((row) => row.handed_by))]);
  return rows.map(({ handed_by: by, ...line }) => ({ ...line, byName: staff.get(by)?.name ?? null }));
}
