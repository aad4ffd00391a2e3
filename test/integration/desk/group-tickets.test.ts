import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authCommands } from '#server/auth/operator-commands.ts';
import type { Command } from '#shared/commands/command.ts';
import { ticketAssign, ticketOpen, ticketSetState } from '#shared/features/tickets/commands.ts';
import type { TicketLine } from '#shared/features/tickets/contract.ts';
import {
  ticketGroupAdd,
  ticketGroupJoin,
  ticketGroupLeave,
} from '#shared/features/tickets/group-commands.ts';
import { formatTicketNumber } from '#shared/features/tickets/ticket-number.ts';
import { operate } from '#test/integration/centre/operate.ts';
import { startRig } from '#test/integration/centre/rig.ts';
import type { Rig, TestUser } from '#test/integration/centre/rig.ts';
import { newId } from '#test/integration/centre/test-desk.ts';
import { takeSeat } from './seat.ts';
import type { Seat } from './seat.ts';

/*
 * Where agents have their own rows alone: the tickets of a group are its members' own. Nadine becomes a member, Mehmet
 * never does, Birgit leads.
 */

let rig: Rig;
let nadine: Seat;
let mehmet: Seat;
let birgit: Seat;
let serial = 700;
const technik = newId();
const service = newId();
const customer = newId();
const seats: Seat[] = [];

beforeAll(async () => {
  rig = await startRig();
  await operate(rig, authCommands, 'tenant setting', { tenant: 'kv', name: 'agentReach', value: '"own"' });
  birgit = await sit(rig.birgit);
  birgit.desk.addParty(customer, 'Erika Brandt');
  run(birgit, ticketGroupAdd, { id: technik, name: 'Technik' });
  run(birgit, ticketGroupAdd, { id: service, name: 'Service' });
  await birgit.sync();
  nadine = await sit(rig.nadine);
  mehmet = await sit(rig.mehmet);
});
afterAll(async () => {
  for (const seat of seats) await seat.close();
  await rig?.stop();
});

async function sit(user: TestUser): Promise<Seat> {
  const seat = await takeSeat(rig.url, user, 'tickets');
  seats.push(seat);
  return seat;
}
/** Twice: what one has sent reaches those who came before it. */
async function everybodySyncs(): Promise<void> {
  for (const seat of [...seats, ...seats]) await seat.sync();
}
const run = <A>({ desk, actor }: Seat, command: Command<A>, args: A): void => desk.run(command, args, actor);
const join = (groupId: string, { actor }: Seat): void =>
  run(birgit, ticketGroupJoin, { id: newId(), groupId, staffId: actor.userId });
const leave = (groupId: string, { actor }: Seat): void =>
  run(birgit, ticketGroupLeave, { groupId, staffId: actor.userId });
const toGroup = (groupId: string) => ({ ownerId: null, groupId });

function open(owner: { readonly ownerId: string | null; readonly groupId: string | null }): string {
  const id = newId();
  serial += 1;
  run(birgit, ticketOpen, {
    ...{ id, number: formatTicketNumber(2026, serial), title: 'Funkfinger', kind: 'support' },
    ...{ partyId: customer, ...owner, dueAt: 60_000_000, from: null },
  });
  return id;
}
const has = ({ desk }: Seat, id: string): boolean =>
  desk.replica.db.prepare<[string], object>('SELECT 1 FROM ticket WHERE id = ?').get(id) !== undefined;
const whoHas = (id: string): readonly string[] =>
  Object.entries({ nadine, mehmet, birgit }).flatMap(([name, seat]) => (has(seat, id) ? [name] : []));
const ofMyGroups = (seat: Seat): readonly string[] =>
  (seat.ask('tickets.open', { limit: 50, whose: 'groups' }) as readonly TicketLine[]).map(({ id }) => id);

describe('a ticket of a group', () => {
  it('reaches its members with the next pull, also what was there before, and nobody else', async () => {
    const before = open(toGroup(technik));
    const others = open(toGroup(service));
    const hers = open({ ownerId: birgit.actor.userId, groupId: null });
    await everybodySyncs();
    for (const id of [before, others, hers]) expect(whoHas(id)).toEqual(['birgit']);

    join(technik, nadine);
    await everybodySyncs();
    const after = open(toGroup(technik));
    await everybodySyncs();
    for (const id of [before, after]) expect(whoHas(id)).toEqual(['nadine', 'birgit']);
    for (const id of [others, hers]) expect(whoHas(id)).toEqual(['birgit']);
    expect(ofMyGroups(nadine).toSorted()).toEqual([before, after].toSorted());

    run(nadine, ticketAssign, { id: after, ownerId: nadine.actor.userId, groupId: null });
    await everybodySyncs();
    expect(ofMyGroups(birgit)).not.toContain(after);
    expect(ofMyGroups(nadine)).toEqual([before]);
    expect(nadine.desk.replica.db.prepare('SELECT 1 FROM outbox').all()).toEqual([]);
  });

  it('goes from the members with the group it is of', async () => {
    join(technik, nadine);
    const id = open(toGroup(technik));
    await everybodySyncs();
    expect(whoHas(id)).toEqual(['nadine', 'birgit']);
    run(birgit, ticketAssign, { id, ...toGroup(service) });
    await everybodySyncs();
    expect(whoHas(id)).toEqual(['birgit']);
    run(birgit, ticketAssign, { id, ...toGroup(technik) });
    await everybodySyncs();
    expect(whoHas(id)).toEqual(['nadine', 'birgit']);
  });

  it('goes from whoever leaves, and what they change of it without knowing is refused', async () => {
    join(technik, nadine);
    const id = open(toGroup(technik));
    const own = open({ ownerId: nadine.actor.userId, groupId: null });
    await everybodySyncs();
    leave(technik, nadine);
    await birgit.sync();
    run(nadine, ticketSetState, { id, state: 'closed', result: 'Erledigt' });
    await everybodySyncs();
    expect(whoHas(id)).toEqual(['birgit']);
    expect(whoHas(own)).toEqual(['nadine', 'birgit']);
    expect(birgit.ask('tickets.one', { id })).toMatchObject({ state: 'open' });
    expect(nadine.desk.replica.db.prepare('SELECT name, code FROM rejected_command').all()).toEqual([
      { name: 'ticket.set-state', code: 'ticket.gone' },
    ]);
  });
});
