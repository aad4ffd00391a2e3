import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ticketCreate, ticketSetState } from '#shared/features/tickets/commands.ts';
import { formatTicketNumber } from '#shared/features/tickets/ticket-number.ts';
import { AGENT, idOf } from '#test/support/memory-rows.ts';
import { openDeskReplica } from '#test/support/desk-replica.ts';
import type { DeskReplica } from '#test/support/desk-replica.ts';
import { countOpen, countWaiting, openTickets } from './queries.ts';

const NOW = 1_000;
const DUE = [null, NOW - 1, NOW, NOW + 1];
const STATES = [
  { state: 'open' },
  { state: 'pending' },
  { state: 'pending', pendingUntil: NOW - 1 },
  { state: 'pending', pendingUntil: NOW + 1 },
  { state: 'closed' },
] as const;

let desk: DeskReplica;
beforeEach(() => {
  desk = openDeskReplica();
  desk.addParty(idOf(1), 'Erika Brandt');
  DUE.flatMap((dueAt) => STATES.map((state) => ({ dueAt, ...state }))).forEach(
    ({ dueAt, ...state }, index) => {
      desk.now = index;
      const id = idOf(100 + index);
      desk.run(ticketCreate, {
        ...{ id, number: formatTicketNumber(2026, index + 1), title: 'x', kind: 'support' },
        ...{ partyId: idOf(1), ownerId: AGENT.userId, dueAt, from: null },
      });
      if (state.state !== 'open') desk.run(ticketSetState, { id, result: null, ...state });
    },
  );
  desk.now = NOW;
});
afterEach(() => desk.close());

describe('the worklist of the team', () => {
  it('is as long as it says, and what waits is the rest of what is not closed', () => {
    const unclosed = DUE.length * (STATES.length - 1);
    for (const at of [0, NOW - 1, NOW, NOW + 1, NOW + 2]) {
      const listed = openTickets(desk.host, { limit: 100, at }).length;
      expect([at, countOpen(desk.host, { at }), countWaiting(desk.host, { at })]).toEqual([
        ...[at, listed, unclosed - listed],
      ]);
    }
    expect(countWaiting(desk.host)).toBeGreaterThan(0);
  });

  it.each(['all', 'others'] as const)('is read and counted from its indexes: %s', (whose) => {
    const asked: string[] = [];
    const { db } = desk.host;
    const prepare = ((sql: string) => {
      asked.push(sql);
      return db.prepare(sql);
    }) as typeof db.prepare;
    const host = { ...desk.host, db: { ...db, prepare } };
    openTickets(host, { limit: 1, whose });
    countOpen(host);
    const plans = asked
      .filter((sql) => / FROM ticket .*(closed|pending)/s.test(sql))
      .map((sql) =>
        db
          .prepare<[object], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
          .all({ limit: 1, at: NOW, me: AGENT.userId })
          .map(({ detail }) => detail)
          .filter((detail) => / ticket |TEMP/.test(detail)),
      );
    expect(plans).toEqual([
      ['SCAN ticket USING INDEX ticket_urgent'],
      ['SCAN ticket USING COVERING INDEX ticket_urgent'],
      ['SCAN ticket USING COVERING INDEX ticket_pending'],
    ]);
  });
});
