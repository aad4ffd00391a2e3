import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '#shared/commands/command.ts';
import { ticketAssign, ticketOpen, ticketSetState } from '#shared/features/tickets/commands.ts';
import {
  ticketGroupAdd,
  ticketGroupJoin,
  ticketGroupLeave,
} from '#shared/features/tickets/group-commands.ts';
import { formatTicketNumber } from '#shared/features/tickets/ticket-number.ts';
import { AGENT, idOf } from '#test/support/memory-rows.ts';
import { ERIKA, openTicketDesk } from '#test/support/ticket-desk.ts';
import type { TicketDesk } from '#test/support/ticket-desk.ts';
import { ticketsList } from './export-list.ts';
import { listGroups } from './groups.ts';
import { countOpen, countWaiting, openTickets } from './queries.ts';

const DESK = idOf(3);
let desk: TicketDesk;
beforeEach(() => {
  desk = openTicketDesk();
});
afterEach(() => desk.close());

const run = <A>(command: Command<A>, args: A): void => desk.lead(command, args);
/** The lower the serial, the sooner it is due. */
function open(serial: number, { groupId = null }: { groupId?: string | null }): void {
  desk.run(ticketOpen, {
    ...{ id: idOf(serial), number: formatTicketNumber(2026, serial), title: `Ticket ${serial}` },
    ...{ kind: 'support', partyId: ERIKA, ownerId: groupId === null ? AGENT.userId : null, groupId },
    ...{ dueAt: 5_000 + serial, from: null },
  });
}

describe('a group with members', () => {
  const MEHMET = idOf(22);
  const SERVICE = idOf(31);
  const join = (groupId: string, staffId: string, id: string): void =>
    run(ticketGroupJoin, { id, groupId, staffId });
  const seen = (): readonly (string | undefined)[] =>
    openTickets(desk.host, { limit: 9, whose: 'groups' }).map(({ group }) => group?.name);
  beforeEach(() => {
    desk.addStaff(MEHMET, 'Mehmet Yıldız', '22');
    run(ticketGroupAdd, { id: DESK, name: 'Technik' });
    run(ticketGroupAdd, { id: SERVICE, name: 'Service' });
    open(101, { groupId: DESK });
    open(102, { groupId: SERVICE });
    open(103, {});
  });

  it('is theirs to take; one without any is everybody’s', () => {
    expect(seen()).toEqual(['Technik', 'Service']);
    join(DESK, MEHMET, idOf(41));
    expect(seen()).toEqual(['Service']);
    expect(countOpen(desk.host, { whose: 'groups' })).toBe(1);
    expect(countOpen(desk.host)).toBe(3);
    join(DESK, AGENT.userId, idOf(42));
    expect(seen()).toEqual(['Technik', 'Service']);
    run(ticketAssign, { id: idOf(101), ownerId: AGENT.userId, groupId: null });
    expect(seen()).toEqual(['Service']);
  });

  it('or not of theirs: each ticket is in one of the two lists and in one file', () => {
    const titles = (whose: 'all' | 'groups' | 'others'): readonly string[] =>
      openTickets(desk.host, { limit: 9, whose }).map(({ title }) => title);
    const saved = (filters: Record<string, string>): readonly (string | undefined)[] => {
      const list = ticketsList(() => '');
      const { rows } = list.page(desk.replica.db, { text: '', filters }, null, 9);
      expect(list.count(desk.replica.db, { text: '', filters })).toBe(rows.length);
      return rows.map(([, title]) => title);
    };
    join(DESK, MEHMET, idOf(41));
    run(ticketSetState, { id: idOf(103), state: 'pending', pendingUntil: 9_000, result: null });
    expect(titles('groups')).toEqual(['Ticket 102']);
    expect(titles('others')).toEqual(['Ticket 101']);
    expect([countOpen(desk.host, { whose: 'others' }), countWaiting(desk.host, { whose: 'others' })]).toEqual(
      [1, 1],
    );
    expect(saved({ groupsOf: AGENT.userId })).toEqual(['Ticket 102']);
    expect(saved({ exceptGroupsOf: AGENT.userId })).toEqual(['Ticket 101', 'Ticket 103']);
  });

  it('counts what waits by itself, and saves to a file what it shows', () => {
    join(SERVICE, MEHMET, idOf(41));
    run(ticketSetState, { id: idOf(101), state: 'pending', pendingUntil: 9_000, result: null });
    expect(seen()).toEqual([]);
    expect([countOpen(desk.host, { whose: 'groups' }), countWaiting(desk.host, { whose: 'groups' })]).toEqual(
      [0, 1],
    );
    const filters = { show: 'open', groupsOf: AGENT.userId };
    const list = ticketsList(() => '');
    expect(list.count(desk.replica.db, { text: '', filters })).toBe(1);
    expect(list.page(desk.replica.db, { text: '', filters }, null, 9).rows).toHaveLength(1);
  });

  it('shows nobody’s tickets to nobody: whose members have all left is everybody’s', () => {
    join(DESK, MEHMET, idOf(41));
    join(SERVICE, MEHMET, idOf(42));
    expect(seen()).toEqual([]);
    desk.replica.transact(
      ({ db }) => void db.prepare('UPDATE staff SET left_at = 1 WHERE id = ?').run(MEHMET),
    );
    expect(seen()).toEqual(['Technik', 'Service']);
  });

  it('is joined once and left for good, by those who keep groups, and where there is a group', () => {
    join(DESK, MEHMET, idOf(41));
    join(DESK, MEHMET, idOf(42));
    join(DESK, AGENT.userId, idOf(43));
    expect(listGroups(desk.host)).toMatchObject([
      { name: 'Service', members: [] },
      {
        name: 'Technik',
        members: [
          { id: MEHMET, name: 'Mehmet Yıldız' },
          { id: AGENT.userId, name: 'Nadine Kröger' },
        ],
      },
    ]);
    for (let again = 0; again < 2; again++) run(ticketGroupLeave, { groupId: DESK, staffId: MEHMET });
    expect(listGroups(desk.host)[1]?.members.map(({ name }) => name)).toEqual(['Nadine Kröger']);
    const refused = (code: string) => expect.objectContaining({ code }) as Error;
    expect(() => join(idOf(77), MEHMET, idOf(44))).toThrow(refused('ticket-group.gone'));
    expect(() => desk.run(ticketGroupJoin, { id: idOf(45), groupId: DESK, staffId: MEHMET })).toThrow(
      refused('ticket-group.not-allowed'),
    );
    expect(() => desk.run(ticketGroupLeave, { groupId: DESK, staffId: AGENT.userId })).toThrow(
      refused('ticket-group.not-allowed'),
    );
  });
});
