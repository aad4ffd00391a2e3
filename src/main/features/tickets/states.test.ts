import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '#shared/commands/command.ts';
import { ticketCreate, ticketSetState } from '#shared/features/tickets/commands.ts';
import {
  ticketStateAdd,
  ticketStateArrange,
  ticketStateChange,
} from '#shared/features/tickets/state-commands.ts';
import { formatTicketNumber } from '#shared/features/tickets/ticket-number.ts';
import { AGENT, idOf } from '#test/support/memory-rows.ts';
import { openDeskReplica } from '#test/support/desk-replica.ts';
import type { DeskReplica } from '#test/support/desk-replica.ts';
import { ticketsList } from './export-list.ts';
import { openTicketTimes } from './figures.ts';
import { countOpenTickets, openTickets, openTicketsOf, ticketById } from './queries.ts';
import { listStates } from './states.ts';

const ERIKA = idOf(1);
const PAYER = idOf(20);
const DONE = idOf(21);
let desk: DeskReplica;
beforeEach(() => {
  desk = openDeskReplica();
  desk.addStaff(AGENT.userId, 'Nadine Kröger', '21');
  desk.addParty(ERIKA, 'Erika Brandt');
  for (const serial of [101, 102, 103]) {
    desk.run(ticketCreate, {
      ...{ id: idOf(serial), number: formatTicketNumber(2026, serial), title: `Ticket ${serial}` },
      ...{ kind: 'support', partyId: ERIKA, ownerId: AGENT.userId, dueAt: null, from: null },
    });
  }
  const state = { builtIn: null, colour: 'warn' as const, position: 5 };
  lead(ticketStateAdd, { id: PAYER, name: 'beim Kostenträger', category: 'pending', ...state });
  lead(ticketStateAdd, { id: DONE, name: 'weitervermittelt', category: 'closed', ...state });
});
afterEach(() => desk.close());

/** Leads keep the states. */
const lead = <A>(command: Command<A>, args: A): void =>
  desk.run(command, args, { ...AGENT, roles: ['lead'] });
const put = (serial: number, state: 'open' | 'pending' | 'closed', stateId: string | null): void =>
  desk.run(ticketSetState, { id: idOf(serial), state, stateId, result: null });

describe('the states of tickets on a desk', () => {
  it('are listed by what they count as, in the order of the house, with how many tickets are in them', () => {
    put(101, 'pending', PAYER);
    lead(ticketStateArrange, {
      states: [
        { id: PAYER, builtIn: null, position: 0 },
        { id: idOf(30), builtIn: 'pending', position: 1 },
      ],
    });
    expect(
      listStates(desk.host.db).map(({ state, tickets, category }) => [state, category, tickets]),
    ).toEqual([
      ['open', 'open', 2],
      [PAYER, 'pending', 1],
      ['pending', 'pending', 0],
      ['closed', 'closed', 0],
      [DONE, 'closed', 0],
    ]);
  });

  it('are counted, listed and left out by what they count as, whatever they are called', () => {
    put(101, 'pending', PAYER);
    put(102, 'closed', DONE);
    const ids = (lines: readonly { readonly id: string }[]): readonly string[] =>
      lines.map(({ id }) => id).toSorted();
    expect(ids(openTicketsOf(desk.host, { partyId: ERIKA }))).toEqual([idOf(101), idOf(103)]);
    expect(ids(openTickets(desk.host, { limit: 10 }))).toEqual([idOf(101), idOf(103)]);
    expect(countOpenTickets(desk.host.db, [ERIKA])).toEqual(new Map([[ERIKA, 2]]));
    expect(openTicketTimes(desk.host.db)).toHaveLength(2);
  });

  it('name their tickets, in lists and in files, after they were retired too', () => {
    put(101, 'pending', PAYER);
    put(102, 'pending', null);
    lead(ticketStateChange, { id: PAYER, name: 'bei der Kasse', colour: 'plain', retired: true });
    lead(ticketStateAdd, {
      ...{
        id: idOf(31),
        name: 'ruht',
        builtIn: 'pending',
        category: 'pending',
        colour: 'plain',
        position: 0,
      },
    });
    expect(ticketById(desk.host, { id: idOf(101) })).toMatchObject({
      ...{ state: 'pending', stateId: PAYER, stateName: 'bei der Kasse', stateColour: 'plain' },
    });
    expect(ticketById(desk.host, { id: idOf(102) })).toMatchObject({ stateId: null, stateName: 'ruht' });
    const { rows } = ticketsList(() => '').page(desk.host.db, { text: '' }, null, 10);
    expect(rows.map((cells) => cells[3])).toEqual(['bei der Kasse', 'ruht', 'open']);
  });

  it('that two desks left beside something they do not count as are the built-in one', () => {
    put(101, 'pending', PAYER);
    // One desk had closed it, the other put it into a state of its own: each field came from another one.
    desk.replica.transact(({ db }) => {
      db.prepare("UPDATE ticket SET state = 'closed' WHERE id = ?").run(idOf(101));
    });
    expect(ticketById(desk.host, { id: idOf(101) })).toMatchObject({
      ...{ state: 'closed', stateId: null, stateName: null, stateColour: 'plain' },
    });
    expect(listStates(desk.host.db).find(({ state }) => state === 'closed')).toMatchObject({ tickets: 1 });
  });
});
