import { ticketsContract } from '#shared/features/tickets/contract.ts';
import { ticketAssign } from '#shared/features/tickets/commands.ts';
import { tickets as shared } from '#shared/features/tickets/feature.ts';
import { parseTicketNumber } from '#shared/features/tickets/ticket-number.ts';
import { implement } from '#shared/ipc/contract.ts';
import type { MainFeature } from '../../host/host.ts';
import { namesOf } from '../../host/names-of.ts';
import { ticketsList } from './export-list.ts';
import { listGroups } from './groups.ts';
import { handOversOf } from './hand-overs.ts';
import { listKinds } from './kinds.ts';
import { mergesOf } from './merges.ts';
import { openTicketTimes } from './figures.ts';
import { createLeaseKeeper, takeNumber } from './lease.ts';
import { migrations } from './migrations.ts';
import { listStates } from './states.ts';
import {
  countOpen,
  countOpenTickets,
  countWaiting,
  describeTickets,
  mergeTargets,
  openTicketIdsOf,
  openTickets,
  openTicketsOf,
  ticketById,
  ticketByNumber,
  ticketsOfEntry,
} from './queries.ts';

export const tickets: MainFeature = {
  shared,
  migrations,
  exportLists: (host) => [ticketsList(namesOf(host, 'party'))],
  figures: { openTickets: openTicketTimes },
  localTables: ['ticket_lease'],
  parts: (host) => ({
    implementation: implement(ticketsContract, {
      openOf: (input) => openTicketsOf(host, input),
      ofEntry: (input) => ticketsOfEntry(host, input),
      open: (input) => openTickets(host, input),
      openCount: (input) => countOpen(host, input),
      waitingCount: (input) => countWaiting(host, input),
      mergeTargets: (input) => mergeTargets(host, input),
      merges: (input) => mergesOf(host, input),
      handOvers: (input) => handOversOf(host, input),
      groups: () => listGroups(host),
      one: (input) => ticketById(host, input),
      byNumber: (input) => {
        const number = parseTicketNumber(input.number);
        if (number === undefined) return { valid: false, ticket: null, mergedFrom: null };
        return { valid: true, ...ticketByNumber(host, { number }) };
      },
      kinds: () => listKinds(host.db),
      states: () => listStates(host.db),
      nextNumber: () => host.local(['ticket_lease'], takeNumber),
    }),
    services: [createLeaseKeeper(host)],
  }),
  describe: { ticket: describeTickets },
  openWork: [
    {
      type: 'ticket',
      ids: (db, staffId) => openTicketIdsOf(db, staffId),
      give: (host, id, ownerId) => host.run(ticketAssign, { id, ownerId }),
    },
  ],
  timeline: [
    {
      type: 'ticket',
      section: 'tickets',
      sql: 'SELECT id, opened_at AS at FROM ticket WHERE party_id IN (SELECT id FROM who)',
    },
  ],
  rank: (db, refs) =>
    countOpenTickets(
      db,
      refs.filter((ref) => ref.type === 'party').map((ref) => ref.id),
    ),
};
