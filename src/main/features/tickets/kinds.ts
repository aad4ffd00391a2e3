import type { TicketKindLine } from '#shared/features/tickets/contract.ts';
import { TICKET_KINDS } from '#shared/features/tickets/model.ts';
import type { BuiltInTicketKind } from '#shared/features/tickets/model.ts';
import type { ReadableDb } from '../../replica/db.ts';

/** What the house calls the kind of a ticket, as SQL over `ticket`; null: the product's own name. */
export const KIND_NAME = `(SELECT name FROM ticket_kind k
  WHERE k.id = ticket.kind OR k.built_in = ticket.kind ORDER BY k.id DESC LIMIT 1)`;

interface KindRow {
  readonly id: string;
  readonly name: string | null;
  readonly built_in: BuiltInTicketKind | null;
  readonly retired: 0 | 1;
}

/** Of two rows for one built-in kind, which two scopes may have, the newer counts. */
export function listKinds(db: ReadableDb): readonly TicketKindLine[] {
  const rows = db
    .prepare<[], KindRow>('SELECT id, name, built_in, retired FROM ticket_kind ORDER BY id')
    .all();
  const uses = new Map(
    db
      .prepare<[], { kind: string; n: number }>('SELECT kind, count(*) AS n FROM ticket GROUP BY kind')
      .all()
      .map(({ kind, n }) => [kind, n]),
  );
  const line = (kind: string, row: KindRow | undefined): TicketKindLine => ({
    kind,
    name: row?.name ?? null,
    rowId: row?.id ?? null,
    retired: row?.retired === 1,
    tickets: uses.get(kind) ?? 0,
  });
  const own = rows.filter((row) => row.built_in === null);
  return [
    ...TICKET_KINDS.map((kind) =>
      line(
        kind,
        rows.findLast((row) => row.built_in === kind),
      ),
    ),
    ...own
      .toSorted((one, other) => (one.name ?? '').localeCompare(other.name ?? '', 'de'))
      .map((row) => line(row.id, row)),
  ];
}
