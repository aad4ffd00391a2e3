import { KIND_NAME } from './kinds.ts';
import { ofWhose } from './queries.ts';
import { stateNames } from './states.ts';
import type { TicketState } from '#shared/features/tickets/model.ts';
import { localTime, rowsWith } from '../../host/export-list.ts';
import type { ExportList } from '../../host/export-list.ts';
import type { ChosenFilters } from '../../host/narrowing.ts';

interface TicketLine {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly kind: string;
  readonly kind_name: string | null;
  readonly state: TicketState;
  readonly state_id: string | null;
  readonly opened_at: number;
  readonly due_at: number | null;
  readonly closed_at: number | null;
  readonly result: string | null;
}

/**
 * All tickets, or those that are not closed (filter `show`), and of these those of the groups of somebody (`groupsOf`) or
 * all but those (`exceptGroupsOf`), in the order they were made. The customer's name comes from whoever knows parties.
 */
export function ticketsList(nameOf: (partyId: string) => string): ExportList {
  return {
    name: 'tickets',
    columns: ['number', 'title', 'kind', 'state', 'customer', 'openedAt', 'dueAt', 'closedAt', 'result'],
    count: (db, { filters }) =>
      db
        .prepare<[{ me: string }], number>(`SELECT count(*) FROM ticket WHERE true ${shown(filters)}`)
        .pluck()
        .get({ me: whoseGroups(filters) }) ?? 0,
    page(db, { text, filters }, after, limit) {
      const tickets = db
        .prepare<[{ after: string; limit: number; me: string }], TicketLine & { readonly party_id: string }>(
          `SELECT *, ${KIND_NAME} AS kind_name FROM ticket WHERE id > @after ${shown(filters)}
           ORDER BY id LIMIT @limit`,
        )
        .all({ after: after ?? '', limit, me: whoseGroups(filters) });
      const stateOf = stateNames(db);
      const rows = tickets.map((ticket) => [
        ...[
          ticket.number,
          ticket.title,
          ticket.kind_name ?? ticket.kind,
          stateOf(ticket).name ?? ticket.state,
          nameOf(ticket.party_id),
        ],
        ...[ticket.opened_at, ticket.due_at, ticket.closed_at].map(localTime),
        ticket.result ?? '',
      ]);
      return {
        rows: rowsWith(rows, text),
        next: tickets.length < limit ? null : (tickets.at(-1)?.id ?? null),
      };
    },
  };
}

const whoseGroups = (filters: ChosenFilters | undefined): string =>
  filters?.['groupsOf'] ?? filters?.['exceptGroupsOf'] ?? '';

const shown = (filters: ChosenFilters | undefined): string =>
  [
    filters?.['show'] === 'open' && `AND state <> 'closed'`,
    filters?.['groupsOf'] !== undefined && ofWhose('groups'),
    filters?.['exceptGroupsOf'] !== undefined && ofWhose('others'),
  ]
    .filter(Boolean)
    .join(' ');
