import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '#shared/commands/command.ts';
import type { ConflictView } from '#shared/features/sync-inbox/contract.ts';
import { conflictChoose } from '#shared/features/sync-inbox/commands.ts';
import { ticketAssign, ticketCreate } from '#shared/features/tickets/commands.ts';
import { ticketGroupAdd } from '#shared/features/tickets/group-commands.ts';
import { formatTicketNumber } from '#shared/features/tickets/ticket-number.ts';
import { startRig } from '#test/integration/centre/rig.ts';
import type { Rig, TestUser } from '#test/integration/centre/rig.ts';
import { newId } from '#test/integration/centre/test-desk.ts';
import { takeSeat } from './seat.ts';
import type { Seat } from './seat.ts';

/* Whoever changes who answers for a ticket, at however many desks at once: it is a person or a group, never neither or both. */

interface Owned {
  readonly owner_id: string;
  readonly group_id: string | null;
}

let rig: Rig;
let nadine: Seat;
let mehmet: Seat;
let birgit: Seat;
let serial = 900;
let ticket: string;
const technik = newId();
const service = newId();
const seats: Seat[] = [];

beforeAll(async () => {
  rig = await startRig();
  birgit = await sit(rig.birgit);
  for (const [id, name] of [
    [technik, 'Technik'],
    [service, 'Service'],
  ] as const)
    run(birgit, ticketGroupAdd, { id, name });
  await birgit.sync();
  nadine = await sit(rig.nadine);
  mehmet = await sit(rig.mehmet);
});
beforeEach(async () => {
  const party = newId();
  ticket = newId();
  serial += 1;
  nadine.desk.addParty(party, 'Erika Brandt');
  run(nadine, ticketCreate, {
    ...{ id: ticket, number: formatTicketNumber(2026, serial), title: 'Funkfinger', kind: 'support' },
    ...{ partyId: party, ownerId: nadine.actor.userId, dueAt: null, from: null },
  });
  await everybodySyncs();
});
afterEach(async () => {
  await everybodySyncs();
  for (const seat of seats) {
    const { owner_id: owner, group_id: group } = ownedOn(seat);
    expect((owner === '') !== (group === null)).toBe(true);
  }
});
afterAll(async () => {
  for (const seat of seats) await seat.close();
  await rig?.stop();
});

async function sit(user: TestUser): Promise<Seat> {
  const seat = await takeSeat(rig.url, user, 'tickets', 'sync-inbox');
  seats.push(seat);
  await seat.sync();
  return seat;
}

async function everybodySyncs(): Promise<void> {
  for (const seat of [...seats, ...seats]) await seat.sync();
}
const run = <A>({ desk, actor }: Seat, command: Command<A>, args: A): void => desk.run(command, args, actor);
const give = (seat: Seat, to: { readonly ownerId: string | null; readonly groupId: string | null }): void =>
  run(seat, ticketAssign, { id: ticket, ...to });
const toGroup = (groupId: string) => ({ ownerId: null, groupId });
const toPerson = ({ actor }: Seat) => ({ ownerId: actor.userId, groupId: null });

function ownedOn({ desk }: Seat): Owned {
  const owned = desk.replica.db
    .prepare<[string], Owned>('SELECT owner_id, group_id FROM ticket WHERE id = ?')
    .get(ticket);
  if (!owned) throw new Error('no ticket');
  return owned;
}
const conflictOf = (seat: Seat): ConflictView => {
  const [found] = (seat.ask('sync-inbox.conflicts', { seen: false }) as readonly ConflictView[]).filter(
    ({ ref }) => ref.id === ticket,
  );
  if (!found) throw new Error('no conflict');
  return found;
};
const choose = (seat: Seat, side: 'late' | 'kept', field: string): void =>
  run(seat, conflictChoose, { id: conflictOf(seat).id, side, fields: [field] });

describe('of two desks that give a ticket away at once', () => {
  it.each([
    ['a group and a person', () => toGroup(technik), () => toPerson(mehmet)],
    ['a person and a group', () => toPerson(mehmet), () => toGroup(technik)],
    ['two groups', () => toGroup(technik), () => toGroup(service)],
  ])('the first decides whole: %s', async (_name, first, second) => {
    give(nadine, first());
    give(mehmet, second());
    await nadine.sync();
    await mehmet.sync();
    await everybodySyncs();
    const { ownerId, groupId } = first();
    for (const seat of seats) expect(ownedOn(seat)).toEqual({ owner_id: ownerId ?? '', group_id: groupId });
    expect([conflictOf(mehmet).side, conflictOf(nadine).side]).toEqual(['late', 'kept']);
  });

  it('from a group: what one took over is not the other group’s as well', async () => {
    give(nadine, toGroup(technik));
    await everybodySyncs();
    give(nadine, toGroup(service));
    give(mehmet, toPerson(mehmet));
    await nadine.sync();
    await mehmet.sync();
    expect(ownedOn(mehmet)).toEqual({ owner_id: '', group_id: service });
    expect(
      conflictOf(mehmet)
        .fields.map(({ field }) => field)
        .toSorted(),
    ).toEqual(['group_id', 'owner_id']);
  });
});

describe('“use mine” of one of the two fields alone', () => {
  beforeEach(async () => {
    give(nadine, toGroup(technik));
    give(mehmet, toPerson(mehmet));
    await nadine.sync();
    await mehmet.sync();
    await everybodySyncs();
  });

  it.each(['owner_id', 'group_id'])('takes both together, and back: %s', async (field) => {
    choose(mehmet, 'late', field);
    await everybodySyncs();
    expect(ownedOn(nadine)).toEqual({ owner_id: mehmet.actor.userId, group_id: null });
    choose(nadine, 'kept', field);
    await everybodySyncs();
    expect(ownedOn(mehmet)).toEqual({ owner_id: '', group_id: technik });
  });

  it('of an empty field gives the ticket to whom that side had beside it, and never to nobody', async () => {
    give(birgit, toPerson(birgit));
    await everybodySyncs();
    // The empty person, of a side that had a group: the group is what was meant.
    choose(nadine, 'kept', 'owner_id');
    await everybodySyncs();
    expect(ownedOn(birgit)).toEqual({ owner_id: '', group_id: technik });
  });

  it('against a third who came in between comes back whole, and leaves the third', async () => {
    give(birgit, toGroup(service));
    await birgit.sync();
    choose(mehmet, 'late', 'owner_id');
    await mehmet.sync();
    await everybodySyncs();
    for (const seat of seats) expect(ownedOn(seat)).toEqual({ owner_id: '', group_id: service });
    expect(mehmet.ask('sync-inbox.counts')).toMatchObject({ rejected: 0 });
  });
});
