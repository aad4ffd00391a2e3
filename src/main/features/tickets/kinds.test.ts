import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '#shared/commands/command.ts';
import { ticketCreate } from '#shared/features/tickets/commands.ts';
import { ticketKindAdd, ticketKindChange } from '#shared/features/tickets/kind-commands.ts';
import { formatTicketNumber } from '#shared/features/tickets/ticket-number.ts';
import { AGENT, idOf } from '#test/support/memory-rows.ts';
import { openDeskReplica } from '#test/support/desk-replica.ts';
import type { DeskReplica } from '#test/support/desk-replica.ts';
import { ticketsList } from './export-list.ts';
import { listKinds } from './kinds.ts';
import { ticketById } from './queries.ts';

const ERIKA = idOf(1);
const REPAIR = idOf(20);
let desk: DeskReplica;
beforeEach(() => {
  desk = openDeskReplica();
  desk.addStaff(AGENT.userId, 'Nadine Kröger', '21');
  desk.addParty(ERIKA, 'Erika Brandt');
});
afterEach(() => desk.close());

/** Leads keep the kinds. */
const lead = <A>(command: Command<A>, args: A): void =>
  desk.run(command, args, { ...AGENT, roles: ['lead'] });
const open = (serial: number, kind: string): void =>
  desk.run(ticketCreate, {
    ...{ id: idOf(serial), number: formatTicketNumber(2026, serial), title: `Ticket ${serial}` },
    ...{ kind, partyId: ERIKA, ownerId: AGENT.userId, dueAt: null, from: null },
  });

describe('the kinds of tickets on a desk', () => {
  it('are the built-in ones first, then the house’s own, each with how many tickets carry it', () => {
    lead(ticketKindAdd, { id: REPAIR, name: 'Reparatur', builtIn: null, retired: false });
    lead(ticketKindAdd, { id: idOf(21), name: 'Auftrag', builtIn: 'order', retired: false });
    lead(ticketKindAdd, { id: idOf(22), name: null, builtIn: 'other', retired: true });
    open(101, REPAIR);
    open(102, 'support');
    open(103, 'support');
    expect(listKinds(desk.host.db)).toEqual([
      { kind: 'enquiry', name: null, rowId: null, retired: false, tickets: 0 },
      { kind: 'complaint', name: null, rowId: null, retired: false, tickets: 0 },
      { kind: 'support', name: null, rowId: null, retired: false, tickets: 2 },
      { kind: 'order', name: 'Auftrag', rowId: idOf(21), retired: false, tickets: 0 },
      { kind: 'other', name: null, rowId: idOf(22), retired: true, tickets: 0 },
      { kind: REPAIR, name: 'Reparatur', rowId: REPAIR, retired: false, tickets: 1 },
    ]);
  });

  it('name their tickets, in lists and in files, after they were retired too', () => {
    lead(ticketKindAdd, { id: REPAIR, name: 'Reparatur', builtIn: null, retired: false });
    open(101, REPAIR);
    open(102, 'order');
    lead(ticketKindChange, { id: REPAIR, name: 'Werkstatt', retired: true });
    lead(ticketKindAdd, { id: idOf(21), name: 'Auftrag', builtIn: 'order', retired: false });
    expect(ticketById(desk.host, { id: idOf(101) })).toMatchObject({ kind: REPAIR, kindName: 'Werkstatt' });
    expect(ticketById(desk.host, { id: idOf(102) })).toMatchObject({ kind: 'order', kindName: 'Auftrag' });
    const list = ticketsList(() => '');
    expect(list.page(desk.host.db, { text: '' }, null, 10).rows.map((cells) => cells[2])).toEqual([
      'Werkstatt',
      'Auftrag',
    ]);
  });
});
