import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ticketCreate, ticketSetState } from '#shared/features/tickets/commands.ts';
import type { TicketLine, TicketStateLine } from '#shared/features/tickets/contract.ts';
import { ticketStateAdd, ticketStateChange } from '#shared/features/tickets/state-commands.ts';
import { formatTicketNumber } from '#shared/features/tickets/ticket-number.ts';
import { startRig } from '#test/integration/centre/rig.ts';
import type { Rig, TestUser } from '#test/integration/centre/rig.ts';
import { newId } from '#test/integration/centre/test-desk.ts';
import { takeSeat } from './seat.ts';
import type { Seat } from './seat.ts';

/* The states a house has for its tickets, on desks that are in touch only when the test says so. */

let rig: Rig;
const seats: Seat[] = [];
let serial = 500;
beforeAll(async () => {
  rig = await startRig();
});
afterEach(async () => {
  for (const seat of seats.splice(0)) await seat.close();
});
afterAll(() => rig?.stop());

async function sit(user: TestUser): Promise<Seat> {
  const seat = await takeSeat(rig.url, user, 'tickets', 'sync-inbox');
  seats.push(seat);
  await seat.sync();
  return seat;
}

async function ticketAt(seat: Seat): Promise<string> {
  const [id, party] = [newId(), newId()];
  serial += 1;
  seat.desk.addParty(party, 'Erika Brandt');
  seat.desk.run(
    ticketCreate,
    {
      ...{ id, number: formatTicketNumber(2026, serial), title: 'Funkfinger defekt', kind: 'support' },
      ...{ partyId: party, ownerId: seat.actor.userId, dueAt: null, from: null },
    },
    seat.actor,
  );
  await seat.sync();
  return id;
}

const put = (
  { desk, actor }: Seat,
  id: string,
  state: 'open' | 'pending' | 'closed',
  stateId?: string,
): void =>
  desk.run(ticketSetState, { id, state, result: null, ...(stateId !== undefined && { stateId }) }, actor);
const one = (seat: Seat, id: string): TicketLine => seat.ask('tickets.one', { id }) as TicketLine;
const statesAt = (seat: Seat): readonly TicketStateLine[] =>
  seat.ask('tickets.states') as readonly TicketStateLine[];

function addState({ desk, actor }: Seat, name: string): string {
  const id = newId();
  const category = 'pending' as const;
  desk.run(ticketStateAdd, { id, name, builtIn: null, category, colour: 'warn', position: 9 }, actor);
  return id;
}

describe('the states of tickets', () => {
  it('are the house’s at every desk; a retired one still comes from the desk that was offline with it', async () => {
    const [birgit, nadine] = [await sit(rig.birgit), await sit(rig.nadine)];
    const payer = addState(birgit, 'beim Kostenträger');
    await birgit.sync();
    const ticket = await ticketAt(nadine);
    expect(statesAt(nadine).map(({ state }) => state)).toContain(payer);
    birgit.desk.run(
      ticketStateChange,
      { id: payer, name: 'bei der Kasse', colour: 'plain', retired: true },
      birgit.actor,
    );
    await birgit.sync();
    put(nadine, ticket, 'pending', payer);
    expect(one(nadine, ticket)).toMatchObject({ stateName: 'beim Kostenträger' });
    await nadine.sync();
    await birgit.sync();
    for (const seat of [nadine, birgit]) {
      expect(one(seat, ticket)).toMatchObject({
        state: 'pending',
        stateId: payer,
        stateName: 'bei der Kasse',
      });
      expect(seat.ask('sync-inbox.counts')).toMatchObject({ rejected: 0 });
    }
  });

  it('set by two offline desks: what a ticket counts as decides, the late one is told', async () => {
    const [birgit, nadine, mehmet] = [await sit(rig.birgit), await sit(rig.nadine), await sit(rig.mehmet)];
    const ruht = addState(birgit, 'ruht');
    await birgit.sync();
    const ticket = await ticketAt(nadine);
    await mehmet.sync();
    put(nadine, ticket, 'closed');
    put(mehmet, ticket, 'pending', ruht);
    await nadine.sync();
    await mehmet.sync();
    await nadine.sync();
    for (const seat of [nadine, mehmet])
      expect(one(seat, ticket)).toMatchObject({ state: 'closed', stateId: null, stateName: null });
    expect(mehmet.ask('sync-inbox.counts')).toMatchObject({ conflicts: 1, rejected: 0 });
  });

  it('that came with the product may be named by two administrators at once: one row, the second name told', async () => {
    const [first, other] = [await sit(rig.birgit), await sit(rig.birgit)];
    for (const [seat, name] of [
      [first, 'in Arbeit'],
      [other, 'läuft'],
    ] as const)
      seat.desk.run(
        ticketStateAdd,
        { id: newId(), name, builtIn: 'open', category: 'open', colour: 'plain', position: 0 },
        seat.actor,
      );
    await first.sync();
    await other.sync();
    const named = (seat: Seat): string | null | undefined =>
      statesAt(seat).find(({ state }) => state === 'open')?.name;
    expect([named(first), named(other)]).toEqual(['in Arbeit', 'in Arbeit']);
    expect(other.ask('sync-inbox.counts')).toMatchObject({ rejected: 1 });
  });
});
