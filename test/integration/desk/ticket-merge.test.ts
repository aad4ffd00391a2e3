import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Command } from '#shared/commands/command.ts';
import { attachmentAdd } from '#shared/features/attachments/commands.ts';
import { partyMerge } from '#shared/features/duplicates/merge.ts';
import { partyUnmerge } from '#shared/features/duplicates/unmerge.ts';
import { interactionRecord } from '#shared/features/interactions/record-commands.ts';
import { ticketAssign, ticketCreate, ticketOpen, ticketSetState } from '#shared/features/tickets/commands.ts';
import type { TicketLine, TicketMergeLine } from '#shared/features/tickets/contract.ts';
import { usualDueAt } from '#shared/features/tickets/due.ts';
import { ticketMerge, ticketUnmerge } from '#shared/features/tickets/merge-commands.ts';
import { formatTicketNumber } from '#shared/features/tickets/ticket-number.ts';
import { linkAdd } from '#shared/links/links.ts';
import { startRig } from '#test/integration/centre/rig.ts';
import type { Rig, TestUser } from '#test/integration/centre/rig.ts';
import { newId } from '#test/integration/centre/test-desk.ts';
import { takeSeat } from './seat.ts';
import type { Seat } from './seat.ts';

/* Tickets that become one, on desks that are in touch only when the test says so. */

let rig: Rig;
const seats: Seat[] = [];
let serial = 700;
beforeAll(async () => {
  rig = await startRig();
});
afterEach(async () => {
  for (const seat of seats.splice(0)) await seat.close();
});
afterAll(() => rig?.stop());

async function sit(user: TestUser): Promise<Seat> {
  const seat = await takeSeat(rig.url, user, 'tickets', 'interactions', 'attachments', 'sync-inbox');
  seats.push(seat);
  await seat.sync();
  return seat;
}

const run = <A>({ desk, actor }: Seat, command: Command<A>, args: A): void => desk.run(command, args, actor);
const one = (seat: Seat, id: string): TicketLine => seat.ask('tickets.one', { id }) as TicketLine;
const idsOf = (lines: unknown): readonly string[] => (lines as readonly { id: string }[]).map(({ id }) => id);

interface Pair {
  readonly party: string;
  readonly a: string;
  readonly b: string;
}

/** Two open tickets of one customer, and an entry, a file at the second. */
async function pairAt(seat: Seat): Promise<Pair & { readonly entry: string; readonly file: string }> {
  const [party, a, b, entry, file] = [newId(), newId(), newId(), newId(), newId()];
  seat.desk.addParty(party, 'Erika Brandt');
  for (const [id, title] of [
    [a, 'Funkfinger defekt'],
    [b, 'Funkfinger geht nicht'],
  ] as const) {
    serial += 1;
    run(seat, ticketCreate, {
      ...{ id, number: formatTicketNumber(2026, serial), title, kind: 'support', partyId: party },
      ...{ ownerId: seat.actor.userId, dueAt: null, from: null },
    });
  }
  run(seat, interactionRecord, {
    ...{ id: entry, type: 'mail', direction: 'in', partyId: party, staffId: seat.actor.userId },
    ...{
      occurredAt: 1_000,
      timeKnown: true,
      outcome: null,
      body: 'geht nicht',
      result: null,
      nextStep: null,
    },
    links: [{ linkId: newId(), to: { type: 'ticket', id: b } }],
  });
  run(seat, attachmentAdd, {
    ...{ id: file, subject: { type: 'ticket' as const, id: b }, fileName: 'foto.jpg' },
    ...{ mediaType: 'image/jpeg', bytes: 10, sha256: 'a'.repeat(64) },
  });
  await seat.sync();
  return { party, a, b, entry, file };
}

const protocols = (seat: Seat, id: string): readonly string[] =>
  idsOf(seat.ask('interactions.linkedTo', { to: { type: 'ticket', id } }));
const subjectOf = ({ desk }: Seat, file: string): unknown =>
  desk.replica.db.prepare('SELECT subject_id FROM attachment WHERE id = ?').pluck().get(file);

describe('a merged ticket', () => {
  it('brings its entries and files to the other on every desk; undone after later edits, all is as it was', async () => {
    const [nadine, mehmet] = [await sit(rig.nadine), await sit(rig.mehmet)];
    const { a, b, entry, file } = await pairAt(nadine);
    await mehmet.sync();
    run(nadine, ticketSetState, { id: b, state: 'pending', pendingUntil: 9_000_000_000_000, result: null });
    await nadine.sync();
    const before = one(nadine, b);
    const merge = newId();
    run(nadine, ticketMerge, { id: merge, keepId: a, dropId: b });
    expect(protocols(nadine, a)).toEqual([entry]);
    await nadine.sync();
    await mehmet.sync();
    for (const seat of [nadine, mehmet]) {
      expect(protocols(seat, a)).toEqual([entry]);
      expect(protocols(seat, b)).toEqual([]);
      expect(subjectOf(seat, file)).toBe(a);
      expect(one(seat, b)).toMatchObject({ state: 'closed', pendingUntil: null, mergedInto: { id: a } });
      expect(seat.ask('tickets.byNumber', { number: before.number })).toMatchObject({
        ...{ valid: true, mergedFrom: before.number, ticket: { id: a } },
      });
    }
    run(mehmet, ticketSetState, { id: a, state: 'pending', result: 'Technik kommt' });
    await mehmet.sync();
    run(mehmet, ticketUnmerge, { id: merge });
    await mehmet.sync();
    await nadine.sync();
    for (const seat of [nadine, mehmet]) {
      expect(protocols(seat, b)).toEqual([entry]);
      expect(subjectOf(seat, file)).toBe(b);
      expect(one(seat, b)).toEqual(before);
      expect(one(seat, a)).toMatchObject({ state: 'pending' });
      expect(seat.ask('tickets.merges', { id: a })).toEqual([]);
      expect(seat.ask('sync-inbox.counts')).toMatchObject({ rejected: 0, conflicts: 0 });
    }
  });

  it('each into the other at two offline desks: the first to arrive decides, and there is no loop', async () => {
    const [nadine, mehmet] = [await sit(rig.nadine), await sit(rig.mehmet)];
    const { a, b, entry } = await pairAt(nadine);
    await mehmet.sync();
    run(nadine, ticketMerge, { id: newId(), keepId: a, dropId: b });
    run(mehmet, ticketMerge, { id: newId(), keepId: b, dropId: a });
    expect(one(mehmet, a).mergedInto).toMatchObject({ id: b });
    await nadine.sync();
    await mehmet.sync();
    await nadine.sync();
    for (const seat of [nadine, mehmet]) {
      expect([one(seat, a).mergedInto, one(seat, b).mergedInto?.id]).toEqual([null, a]);
      expect(one(seat, a).state).toBe('open');
      expect(protocols(seat, a)).toEqual([entry]);
      expect(seat.ask('tickets.merges', { id: a }) as readonly TicketMergeLine[]).toHaveLength(1);
      expect(seat.ask('sync-inbox.counts')).toMatchObject({ rejected: 0 });
    }
  });

  it('and a desk that was away: what it added is at the survivor, what it changed comes back to it', async () => {
    const [nadine, mehmet] = [await sit(rig.nadine), await sit(rig.mehmet)];
    const { a, b } = await pairAt(nadine);
    await mehmet.sync();
    run(nadine, ticketMerge, { id: newId(), keepId: a, dropId: b });
    await nadine.sync();
    const call = newId();
    run(mehmet, linkAdd, { id: newId(), from: { type: 'task', id: call }, to: { type: 'ticket', id: b } });
    run(mehmet, ticketSetState, { id: b, state: 'closed', result: 'getauscht' });
    await mehmet.sync();
    const ends = mehmet.desk.replica.db.prepare('SELECT to_id FROM link WHERE from_id = ?').pluck().all(call);
    expect(ends).toEqual([a]);
    expect(one(mehmet, a).state).toBe('open');
    expect(one(mehmet, b)).toMatchObject({ state: 'closed', mergedInto: { id: a } });
    expect(mehmet.ask('sync-inbox.counts')).toMatchObject({ rejected: 1 });
  });
});

describe('tickets of customers that were one', () => {
  it('are two again with them, on every desk, and what had moved is where it came from', async () => {
    const [birgit, mehmet] = [await sit(rig.birgit), await sit(rig.mehmet)];
    const [erika, frank] = [await pairAt(birgit), await pairAt(birgit)];
    const merge = newId();
    run(birgit, partyMerge, {
      ...{ id: merge, keepId: erika.party, dropId: frank.party, take: [], joinNotes: false },
    });
    await birgit.sync();
    await mehmet.sync();
    const [within, across] = [newId(), newId()];
    run(mehmet, ticketMerge, { id: within, keepId: frank.a, dropId: frank.b });
    run(mehmet, ticketMerge, { id: across, keepId: erika.a, dropId: frank.a });
    await mehmet.sync();
    await birgit.sync();
    expect(subjectOf(birgit, frank.file)).toBe(erika.a);
    run(birgit, partyUnmerge, { id: merge });
    expect(subjectOf(birgit, frank.file)).toBe(frank.a);
    await birgit.sync();
    await mehmet.sync();
    for (const seat of [birgit, mehmet]) {
      expect(one(seat, frank.a)).toMatchObject({ partyId: frank.party, state: 'open', mergedInto: null });
      expect(subjectOf(seat, frank.file)).toBe(frank.a);
      expect(protocols(seat, erika.a)).toEqual([]);
      expect(idsOf(seat.ask('tickets.merges', { id: frank.a }))).toEqual([within]);
    }
    // Undone with the customers already.
    run(mehmet, ticketUnmerge, { id: across });
    run(mehmet, ticketUnmerge, { id: within });
    await mehmet.sync();
    await birgit.sync();
    expect(subjectOf(birgit, frank.file)).toBe(frank.b);
    for (const seat of [birgit, mehmet])
      expect(seat.ask('sync-inbox.counts')).toMatchObject({ rejected: 0, conflicts: 0 });
  });
});

describe('at the centre', () => {
  it('a ticket has a day it is due: an older desk’s as its kind has it, a newer one’s as it says, or it is refused', async () => {
    const nadine = await sit(rig.nadine);
    const { party } = await pairAt(nadine);
    const older = await rig.desk(rig.nadine);
    await older.pull();
    const open = (name: string, id: string, dueAt: number | null) => {
      serial += 1;
      return older.command(name, {
        ...{ id, number: formatTicketNumber(2026, serial), title: 'Funkfinger', kind: 'support' },
        ...{ partyId: party, ownerId: nadine.actor.userId, dueAt, from: null },
      });
    };
    const [old, refused] = [newId(), newId()];
    const commands = [open('ticket.create', old, null), open(ticketOpen.name, refused, null)];
    await older.push(...commands);
    await older.pull();
    expect(JSON.stringify(older.outcomes.get(commands[1]?.mid ?? 0))).toContain('command.bad-arguments');
    await nadine.sync();
    expect(one(nadine, old).dueAt).toBe(usualDueAt('support', commands[0]?.at ?? 0));
    expect(one(nadine, refused)).toBeNull();
  });

  it('a ticket without anybody who answers for it is refused, whatever the desk believed', async () => {
    const nadine = await sit(rig.nadine);
    const { a } = await pairAt(nadine);
    const hostile = await rig.desk(rig.nadine);
    await hostile.pull();
    const nobody = hostile.command(ticketAssign.name, { id: a, ownerId: null });
    await hostile.push(nobody);
    await hostile.pull();
    expect(JSON.stringify(hostile.outcomes.get(nobody.mid))).toContain('ticket.ownerless');
  });
});
