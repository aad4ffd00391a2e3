import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '#shared/commands/command.ts';
import { ticketAssign, ticketCreate, ticketSetState } from '#shared/features/tickets/commands.ts';
import { ticketGroupAdd } from '#shared/features/tickets/group-commands.ts';
import { ticketHandOver } from '#shared/features/tickets/hand-over.ts';
import { ticketMerge, ticketUnmerge } from '#shared/features/tickets/merge-commands.ts';
import { linkAdd } from '#shared/links/links.ts';
import { formatTicketNumber } from '#shared/features/tickets/ticket-number.ts';
import { AGENT, idOf } from '#test/support/memory-rows.ts';
import { ERIKA, PAUL, openTicketDesk } from '#test/support/ticket-desk.ts';
import type { TicketDesk } from '#test/support/ticket-desk.ts';
import { listGroups } from './groups.ts';
import { handOversOf } from './hand-overs.ts';
import { mergesOf } from './merges.ts';
import {
  countOpen,
  countWaiting,
  mergeTargets,
  openTickets,
  openTicketsOf,
  ticketById,
  ticketByNumber,
} from './queries.ts';

const DESK = idOf(3);
let desk: TicketDesk;
beforeEach(() => {
  desk = openTicketDesk();
});
afterEach(() => desk.close());

const numberOf = (serial: number): string => formatTicketNumber(2026, serial);
function open(serial: number, more: { partyId?: string; dueAt?: number; groupId?: string } = {}): void {
  const { partyId = ERIKA, dueAt = null, groupId = null } = more;
  desk.run(ticketCreate, {
    ...{ id: idOf(serial), number: numberOf(serial), title: `Ticket ${serial}`, kind: 'support' },
    ...{ partyId, ownerId: groupId === null ? AGENT.userId : null, groupId, dueAt, from: null },
  });
}
const wait = (serial: number, pendingUntil: number | null): void =>
  desk.run(ticketSetState, { id: idOf(serial), state: 'pending', pendingUntil, result: null });
const titles = (at: number): readonly string[] =>
  openTickets(desk.host, { limit: 9, at }).map(({ title }) => title);
const run = <A>(command: Command<A>, args: A): void => desk.lead(command, args);

describe('a ticket that waits', () => {
  it('is out of the team’s list till its time, comes back by itself, and is on the sheet all along', () => {
    open(101);
    open(102);
    open(103);
    wait(101, 5_000);
    wait(103, null);
    expect(titles(1_000)).toEqual(['Ticket 102', 'Ticket 103']);
    expect([countOpen(desk.host, { at: 1_000 }), countWaiting(desk.host, { at: 1_000 })]).toEqual([2, 1]);
    expect(
      openTicketsOf(desk.host, { partyId: ERIKA }).map(({ title, pendingUntil }) => [title, pendingUntil]),
    ).toEqual([
      ['Ticket 102', null],
      ['Ticket 103', null],
      ['Ticket 101', 5_000],
    ]);
    expect(titles(5_000)).toHaveLength(3);
    expect([countOpen(desk.host, { at: 5_000 }), countWaiting(desk.host, { at: 5_000 })]).toEqual([3, 0]);
  });

  it('and is overdue is in the list: nobody puts a promise off by waiting', () => {
    open(101, { dueAt: 2_000 });
    wait(101, 9_000);
    expect(titles(2_000)).toEqual([]);
    expect(titles(2_001)).toEqual(['Ticket 101']);
  });
});

describe('a group', () => {
  it('answers for a ticket until somebody takes it', () => {
    run(ticketGroupAdd, { id: DESK, name: 'Technik' });
    open(101, { groupId: DESK });
    expect(ticketById(desk.host, { id: idOf(101) })).toMatchObject({
      ...{ ownerId: null, ownerName: '', group: { id: DESK, name: 'Technik' } },
    });
    expect(listGroups(desk.host)).toEqual([
      { id: DESK, name: 'Technik', retired: false, tickets: 1, members: [] },
    ]);
    run(ticketAssign, { id: idOf(101), ownerId: AGENT.userId, groupId: null });
    expect(ticketById(desk.host, { id: idOf(101) })).toMatchObject({
      ...{ ownerId: AGENT.userId, ownerName: 'Nadine Kröger', group: null },
    });
    expect(listGroups(desk.host)).toMatchObject([{ tickets: 0 }]);
  });
});

describe('a merged ticket', () => {
  it('leads to where it has gone, along a chain, and is nobody’s open ticket', () => {
    for (const serial of [101, 102, 103]) open(serial);
    run(ticketMerge, { id: idOf(50), keepId: idOf(102), dropId: idOf(101) });
    run(ticketMerge, { id: idOf(51), keepId: idOf(103), dropId: idOf(102) });
    expect(ticketByNumber(desk.host, { number: numberOf(101) })).toMatchObject({
      ...{ mergedFrom: numberOf(101), ticket: { number: numberOf(103) } },
    });
    expect(ticketById(desk.host, { id: idOf(101) })?.mergedInto).toEqual({
      ...{ id: idOf(103), number: numberOf(103) },
    });
    expect(titles(1_000)).toEqual(['Ticket 103']);
    const told = new Map(mergesOf(desk.host, { id: idOf(102) }).map(({ id, byName }) => [id, byName]));
    expect(told).toEqual(
      new Map([
        [idOf(50), 'Nadine Kröger'],
        [idOf(51), 'Nadine Kröger'],
      ]),
    );
    run(ticketUnmerge, { id: idOf(50) });
    expect(ticketByNumber(desk.host, { number: numberOf(101) })).toMatchObject({
      ...{ mergedFrom: null, ticket: { state: 'open', mergedInto: null } },
    });
    expect(mergesOf(desk.host, { id: idOf(101) })).toEqual([]);
  });

  it('joins another open one of the same customer; a closed one any of theirs', () => {
    for (const serial of [101, 102, 103]) open(serial);
    open(104, { partyId: PAUL });
    run(ticketSetState, { id: idOf(103), state: 'closed', result: null });
    const targets = (serial: number): readonly string[] =>
      mergeTargets(desk.host, { id: idOf(serial) }).map(({ title }) => title);
    expect(targets(101)).toEqual(['Ticket 102']);
    expect(targets(103).toSorted()).toEqual(['Ticket 101', 'Ticket 102']);
    run(ticketMerge, { id: idOf(50), keepId: idOf(102), dropId: idOf(101) });
    expect(targets(103)).toEqual(['Ticket 102']);
  });
});

describe('handing a ticket over by mail', () => {
  it('is told with it, and goes along when it is merged', () => {
    open(101);
    open(102);
    const to = { toName: 'Jens Vogt', toMail: 'vogt@lindental.example' };
    run(ticketHandOver, { id: idOf(60), ticketId: idOf(101), ...to });
    expect(handOversOf(desk.host, { id: idOf(101) })).toEqual([
      { id: idOf(60), ...to, byName: 'Nadine Kröger', at: 1_000 },
    ]);
    run(ticketMerge, { id: idOf(50), keepId: idOf(102), dropId: idOf(101) });
    expect(handOversOf(desk.host, { id: idOf(102) })).toHaveLength(1);
  });
});

describe('what a merge has taken along', () => {
  it('is told by kind and number, each thing once, and nothing of what came later', () => {
    for (const serial of [101, 102]) open(serial);
    const to = { toName: '', toMail: 'vogt@lindental.example' };
    run(ticketHandOver, { id: idOf(60), ticketId: idOf(101), ...to });
    const link = (id: number, type: string): void =>
      run(linkAdd, {
        ...{ id: idOf(id), from: { type, id: idOf(id + 100) }, to: { type: 'ticket', id: idOf(101) } },
      });
    link(61, 'interaction');
    link(62, 'interaction');
    link(63, 'task');
    link(64, 'whatever');
    run(ticketMerge, { id: idOf(50), keepId: idOf(102), dropId: idOf(101) });
    link(65, 'task');
    expect(mergesOf(desk.host, { id: idOf(101) })).toMatchObject([
      {
        moved: [
          { what: 'interaction', count: 2 },
          { what: 'task', count: 1 },
          { what: 'hand-over', count: 1 },
          { what: 'other', count: 1 },
        ],
      },
    ]);
  });
});
