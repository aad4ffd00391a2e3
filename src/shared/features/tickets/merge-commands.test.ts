import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemoryRows, idOf, runInMemory } from '#test/support/memory-rows.ts';
import type { MemoryRows } from '#test/support/memory-rows.ts';
import { createCommandRegistry } from '../../commands/command.ts';
import type { Command } from '../../commands/command.ts';
import { linkAdd, linkTable } from '../../links/links.ts';
import { defineTable, refTo, text } from '../../rows/table.ts';
import type { Table } from '../../rows/table.ts';
import { ticketAssign, ticketCreate, ticketSetState } from './commands.ts';
import { ticketMerge, ticketUnmerge } from './merge-commands.ts';
import { ticketMergeItemTable, ticketMergeTable } from './merging.ts';
import { ticketGroupTable, ticketTable } from './model.ts';
import type { TicketState } from './model.ts';
import { formatTicketNumber } from './ticket-number.ts';

/* A stand-in for files and hand-overs: a merge knows other features' tables by what they declare. */
const paper = defineTable('paper', {
  subject_type: text(),
  subject_id: refTo({ typeIn: 'subject_type' }, text()),
});
const DATA: readonly Table[] = [ticketTable, linkTable, paper];
const registry = createCommandRegistry(
  [ticketCreate, ticketSetState, ticketAssign, ticketMerge, ticketUnmerge, linkAdd],
  [...DATA, ticketGroupTable, ticketMergeTable, ticketMergeItemTable],
);
const run = <A>(rows: MemoryRows, command: Command<A>, args: A, at = 5_000): void =>
  runInMemory(rows, command, args, { at, registry });
const refused = (code: string) => expect.objectContaining({ code }) as Error;

const TICKETS = 5;
const [ERIKA, PAUL] = [idOf(91), idOf(92)];
const anyTicket = fc.integer({ min: 1, max: TICKETS }).map(idOf);
const anyWorld = fc.record({
  states: fc.array(fc.constantFrom('open', 'pending', 'closed'), {
    minLength: TICKETS,
    maxLength: TICKETS,
  }),
  links: fc.array(fc.record({ from: anyTicket, to: anyTicket, isCall: fc.boolean() }), { maxLength: 8 }),
  papers: fc.array(anyTicket, { maxLength: 6 }),
});

function open(rows: MemoryRows, number: number, partyId = ERIKA): void {
  run(rows, ticketCreate, {
    ...{ id: idOf(number), number: formatTicketNumber(2026, number), title: `ticket ${number}` },
    ...{ kind: 'support', partyId, ownerId: idOf(80), dueAt: null, from: null },
  });
}
function build({ states, links, papers }: typeof anyWorld extends fc.Arbitrary<infer W> ? W : never) {
  const rows = createMemoryRows();
  states.forEach((state: TicketState, index) => {
    open(rows, index + 1);
    const pendingUntil = state === 'pending' ? 9_000 : null;
    run(rows, ticketSetState, { id: idOf(index + 1), state, pendingUntil, result: null }, 100 + index);
  });
  links.forEach(({ from, to, isCall }, index) =>
    run(rows, linkAdd, {
      id: idOf(100 + index),
      from: { type: isCall ? 'interaction' : 'ticket', id: from },
      to: { type: 'ticket', id: to },
    }),
  );
  papers.forEach((id, index) =>
    rows.put(paper, idOf(200 + index), { subject_type: 'ticket', subject_id: id }),
  );
  return rows;
}
const five = (...states: TicketState[]): MemoryRows =>
  build({
    states: Array.from({ length: TICKETS }, (_, index) => states[index] ?? 'open'),
    links: [],
    papers: [],
  });
const everything = (rows: MemoryRows): unknown =>
  DATA.map((table) => [table.name, rows.all(table).toSorted((a, b) => (a.id < b.id ? -1 : 1))]);
const ticketOf = (rows: MemoryRows, number: number) =>
  rows.all(ticketTable).find(({ id }) => id === idOf(number));
const merge = (rows: MemoryRows, id: number, [drop, keep]: readonly [number, number]): void =>
  run(rows, ticketMerge, { id: idOf(id), keepId: idOf(keep), dropId: idOf(drop) }, 7_000);

describe('merging tickets', () => {
  it('and undoing it is the identity, of several in whatever order', () => {
    fc.assert(
      fc.property(
        anyWorld,
        fc.array(fc.record({ keepId: anyTicket, dropId: anyTicket }), { minLength: 1, maxLength: 5 }),
        fc.infiniteStream(fc.nat()),
        (world, merges, random) => {
          const rows = build(world);
          const before = everything(rows);
          const made = merges.flatMap((each, index) => {
            const id = idOf(1_000 + index);
            try {
              run(rows, ticketMerge, { id, ...each }, 7_000);
            } catch (error) {
              const { code } = error as { code: string };
              if (!/^ticket-merge\.(same|already|closed)$/.test(code)) throw error;
            }
            return rows.all(ticketMergeTable).some((row) => row.id === id) ? [id] : [];
          });
          for (const row of rows.all(ticketTable))
            if (row.merged_into !== null) expect(row.state).toBe('closed');
          expectNoLoop(rows);
          while (made.length > 0) {
            const [id = ''] = made.splice((random.next().value ?? 0) % made.length, 1);
            run(rows, ticketUnmerge, { id });
            run(rows, ticketUnmerge, { id });
          }
          expect(everything(rows)).toEqual(before);
          expect(rows.all(ticketMergeItemTable)).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('leaves nothing at the merged one but what was between the two', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const rows = build(world);
        if (ticketOf(rows, 1)?.state === 'closed' && ticketOf(rows, 2)?.state !== 'closed') return;
        merge(rows, 50, [2, 1]);
        const [keep, drop] = [idOf(1), idOf(2)];
        for (const row of rows.all(paper)) expect(row.subject_id).not.toBe(drop);
        for (const { to_id: to, from_id: from, from_type: type } of rows.all(linkTable)) {
          if (to === drop) expect(type === 'ticket' ? from : '').toBe(keep);
          if (from === drop && type === 'ticket') expect([keep, drop]).toContain(to);
        }
      }),
    );
  });

  it('closes it and takes its waiting away; what it was comes back', () => {
    const rows = five('open', 'pending');
    merge(rows, 50, [2, 1]);
    expect(ticketOf(rows, 2)).toMatchObject({
      ...{ state: 'closed', pending_until: null, closed_at: 7_000, merged_into: idOf(1) },
    });
    run(rows, ticketUnmerge, { id: idOf(50) });
    expect(ticketOf(rows, 2)).toMatchObject({
      ...{ state: 'pending', pending_until: 9_000, closed_at: null, merged_into: null },
    });
  });

  it('each into the other, by two desks at once, ends with the first, and in no circle of three', () => {
    const rows = five();
    merge(rows, 50, [2, 1]);
    merge(rows, 51, [1, 2]);
    expect([ticketOf(rows, 1)?.merged_into, ticketOf(rows, 2)?.merged_into]).toEqual([null, idOf(1)]);
    expect(rows.all(ticketMergeTable)).toHaveLength(1);
    merge(rows, 52, [1, 3]);
    merge(rows, 53, [3, 2]);
    expect(rows.all(ticketMergeTable)).toHaveLength(2);
    expectNoLoop(rows);
  });

  it('goes to where the named one has gone, and refuses what is part of a third', () => {
    const rows = five();
    merge(rows, 50, [2, 1]);
    merge(rows, 51, [3, 2]);
    expect(ticketOf(rows, 3)?.merged_into).toBe(idOf(1));
    expect(() => merge(rows, 52, [2, 4])).toThrow(refused('ticket-merge.already'));
  });

  it('refuses itself, a stranger, another customer’s, and one that is done with while this is not', () => {
    const rows = five('closed');
    open(rows, 6, PAUL);
    expect(() => merge(rows, 50, [2, 2])).toThrow(refused('ticket-merge.same'));
    expect(() => merge(rows, 50, [2, 77])).toThrow(refused('ticket.gone'));
    expect(() => merge(rows, 50, [2, 6])).toThrow(refused('ticket-merge.other-party'));
    expect(() => merge(rows, 50, [2, 1])).toThrow(refused('ticket-merge.closed'));
    Object.assign(ticketOf(rows, 3) ?? {}, { scope_id: 'another' });
    expect(() => merge(rows, 50, [2, 3])).toThrow(refused('ticket-merge.other-scope'));
    expect(rows.all(ticketMergeTable)).toEqual([]);
    expect(() => run(rows, ticketUnmerge, { id: idOf(50) })).toThrow(refused('ticket-merge.gone'));
  });
});

describe('what a desk without a line does to a merged ticket', () => {
  it('hangs on the survivor where it was added, and comes back to who changed it', () => {
    const rows = five();
    merge(rows, 50, [2, 1]);
    run(rows, linkAdd, {
      ...{ id: idOf(100), from: { type: 'interaction', id: idOf(70) } },
      to: { type: 'ticket', id: idOf(2) },
    });
    expect(rows.all(linkTable)).toMatchObject([{ to_id: idOf(1) }]);
    const before = everything(rows);
    expect(() => run(rows, ticketSetState, { id: idOf(2), state: 'closed', result: 'getauscht' })).toThrow(
      refused('ticket.merged'),
    );
    expect(() => run(rows, ticketAssign, { id: idOf(2), ownerId: idOf(81) })).toThrow(
      refused('ticket.merged'),
    );
    expect(everything(rows)).toEqual(before);
  });

  it('stays with the survivor when the two are two again; what was moved on since stays where it is', () => {
    const rows = five();
    rows.put(paper, idOf(200), { subject_type: 'ticket', subject_id: idOf(2) });
    rows.put(paper, idOf(201), { subject_type: 'ticket', subject_id: idOf(2) });
    merge(rows, 50, [2, 1]);
    rows.put(paper, idOf(202), { subject_type: 'ticket', subject_id: idOf(1) });
    rows.execute({ op: 'update', table: paper, id: idOf(201), patch: { subject_id: idOf(3) } });
    run(rows, ticketSetState, { id: idOf(1), state: 'pending', result: 'später' });
    run(rows, ticketUnmerge, { id: idOf(50) });
    expect(rows.all(paper).map((row) => row.subject_id)).toEqual([idOf(2), idOf(3), idOf(1)]);
    expect(ticketOf(rows, 1)).toMatchObject({ state: 'pending', result: 'später' });
    expect(ticketOf(rows, 2)).toMatchObject({ state: 'open', merged_into: null });
  });
});

function expectNoLoop(rows: MemoryRows): void {
  for (const { id } of rows.all(ticketTable)) {
    let next: string | null | undefined = id;
    for (let length = 0; typeof next === 'string'; length++) {
      expect(length, `${id} leads to itself`).toBeLessThan(TICKETS + 1);
      const at: string = next;
      next = rows.all(ticketTable).find((row) => row.id === at)?.merged_into;
    }
  }
}
