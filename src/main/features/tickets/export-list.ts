import { fold } from '#shared/text/fold.ts';
import { KIND_NAME } from './kinds.ts';
import { localTime } from '../../host/export-list.ts';
import type { ExportList } from '../../host/export-list.ts';

interface TicketLine {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly kind: string;
  readonly kind_name: string | null;
  readonly state: string;
  readonly opened_at: number;
  readonly due_at: number | null;
  readonly closed_at: number | null;
  readonly result: string | null;
}

/** All tickets in the order they were made. The customer's name comes from whoever knows parties. */
export function ticketsList(nameOf: (partyId: string) => string): ExportList {
  return {
    name: 'tickets',
    columns: ['number', 'title', 'kind', 'state', 'customer', 'openedAt', 'dueAt', 'closedAt', 'result'],
    count: (db) => db.prepare<[], { n: number }>('SELECT count(*) AS n FROM ticket').get()?.n ?? 0,
    page(db, { text }, after, limit) {
      const tickets = db
        .prepare<[string, number], TicketLine & { readonly party_id: string }>(
          `SELECT *, ${KIND_NAME} AS kind_name FROM ticket WHERE id > ? ORDER BY id LIMIT ?`,
        )
        .all(after ?? '', limit);
      const wanted = fold(text.trim());
      const rows = tickets
        .map((ticket) => [
          ...[
            ticket.number,
            ticket.title,
            ticket.kind_name ?? ticket.kind,
            ticket.state,
            nameOf(ticket.party_id),
          ],
          ...[ticket.opened_at, ticket.due_at, ticket.closed_at].map(localTime),
          ticket.result ?? '',
        ])
        .filter((cells) => wanted === '' || fold(cells.join(' ')).includes(wanted));
      return { rows, next: tickets.length < limit ? null : (tickets.at(-1)?.id ?? null) };
    },
  };
}
