import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ticketCreate, ticketSetState } from '#shared/features/tickets/commands.ts';
import { formatTicketNumber } from '#shared/features/tickets/ticket-number.ts';
import { usualDueAt } from '#shared/features/tickets/due.ts';
import { AGENT, idOf } from '#test/support/memory-rows.ts';
import { openDeskReplica } from '#test/support/desk-replica.ts';
import type { DeskReplica } from '#test/support/desk-replica.ts';
import { countOpenTickets, openTickets, openTicketsOf, ticketByNumber, ticketsOfEntry } from './queries.ts';

const ERIKA = idOf(1);
let desk: DeskReplica;
beforeEach(() => {
  desk = openDeskReplica();
  desk.addStaff(AGENT.userId, 'Nadine Kröger', '21');
  desk.addParty(ERIKA, 'Erika Brandt');
});
afterEach(() => desk.close());

function open(
  serial: number,
  {
    at = serial,
    dueAt = null,
    partyId = ERIKA,
  }: { at?: number; dueAt?: number | null; partyId?: string } = {},
): void {
  desk.now = at;
  desk.run(ticketCreate, {
    id: idOf(serial),
    number: formatTicketNumber(2026, serial),
    title: `Ticket ${serial}`,
    kind: 'support',
    partyId,
    ownerId: AGENT.userId,
    dueAt,
    from: null,
  });
}
const set = (serial: number, state: 'pending' | 'closed'): void =>
  desk.run(ticketSetState, { id: idOf(serial), state, result: null });

describe('the open tickets', () => {
  it('of a party are those not closed: what is due first, then what has waited longest', () => {
    open(104, { at: 4 });
    open(103, { at: 3 });
    open(102, { dueAt: 900 });
    open(101, { dueAt: 500 });
    open(105);
    open(106, { partyId: idOf(2) });
    set(103, 'pending');
    set(105, 'closed');
    expect(openTicketsOf(desk.host, { partyId: ERIKA }).map(({ title }) => title)).toEqual([
      'Ticket 101',
      'Ticket 102',
      'Ticket 103',
      'Ticket 104',
    ]);
    expect(openTickets(desk.host, { limit: 2 }).map(({ title }) => title)).toEqual([
      'Ticket 101',
      'Ticket 102',
    ]);
    expect(openTickets(desk.host, { limit: 9 })).toHaveLength(5);
    expect([...countOpenTickets(desk.replica.db, [ERIKA, idOf(2), idOf(3)])]).toEqual([
      [ERIKA, 4],
      [idOf(2), 1],
    ]);
  });

  it('are offered to an entry, and after them what it belongs to though that is closed or another’s', () => {
    for (const serial of [101, 102, 103]) open(serial);
    open(104, { partyId: idOf(2) });
    set(101, 'closed');
    set(102, 'closed');
    const offered = (...linked: readonly number[]): readonly unknown[] =>
      ticketsOfEntry(desk.host, { partyId: ERIKA, linked: linked.map((serial) => idOf(serial)) }).map(
        ({ title, state }) => [title, state],
      );
    expect(offered()).toEqual([['Ticket 103', 'open']]);
    expect(offered(103, 104, 101, 999)).toEqual([
      ['Ticket 103', 'open'],
      ['Ticket 101', 'closed'],
      ['Ticket 104', 'open'],
    ]);
  });

  it('tell whose they are, also when that is not on this replica', () => {
    open(4711, { at: 50 });
    open(4712, { partyId: idOf(99) });
    expect(ticketByNumber(desk.host, { number: '26-004711-9' }).ticket).toEqual({
      id: idOf(4711),
      number: '26-004711-9',
      title: 'Ticket 4711',
      kind: 'support',
      kindName: null,
      deputy: null,
      state: 'open',
      ...{ stateId: null, stateName: null, stateColour: 'plain' },
      ...{ pendingUntil: null, group: null, mergedInto: null, isKept: false },
      partyId: ERIKA,
      partyName: 'Erika Brandt',
      ownerId: AGENT.userId,
      ownerName: 'Nadine Kröger',
      openedAt: 50,
      dueAt: usualDueAt('support', 50),
    });
    expect(
      ticketByNumber(desk.host, { number: formatTicketNumber(2026, 4712) }).ticket?.partyName,
    ).toBeNull();
    expect(ticketByNumber(desk.host, { number: formatTicketNumber(2026, 1) }).ticket).toBeNull();
  });
});
