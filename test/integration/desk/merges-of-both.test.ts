import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor, Command } from '#shared/commands/command.ts';
import { createCommandRegistry } from '#shared/commands/command.ts';
import { attachmentTable } from '#shared/features/attachments/model.ts';
import { partyMerge } from '#shared/features/duplicates/merge.ts';
import { partyMergeItemTable } from '#shared/features/duplicates/model.ts';
import { partyUnmerge } from '#shared/features/duplicates/unmerge.ts';
import { features } from '#shared/features.ts';
import { partyTable } from '#shared/features/parties/model.ts';
import { ticketMerge, ticketUnmerge } from '#shared/features/tickets/merge-commands.ts';
import { ticketMergeItemTable, ticketMergeTable } from '#shared/features/tickets/merging.ts';
import { ticketTable } from '#shared/features/tickets/model.ts';
import { linkTable } from '#shared/links/links.ts';
import type { Table, Value } from '#shared/rows/table.ts';
import { AGENT, createMemoryRows, idOf, runInMemory } from '#test/support/memory-rows.ts';
import type { MemoryRows } from '#test/support/memory-rows.ts';

/* Customers become one, and their tickets; then each is undone, in whatever order. */

const LEAD: Actor = { ...AGENT, roles: ['lead'] };
const tables = [linkTable, ...features.flatMap((feature) => feature.tables)];
const registry = createCommandRegistry([partyMerge, partyUnmerge, ticketMerge, ticketUnmerge], tables);
const DATA: readonly Table[] = [partyTable, ticketTable, attachmentTable, linkTable];
const PARTIES = 3;
const TICKETS = 4;
const partyOf = (number: number): string => idOf(number);
const ticketOf = (number: number): string => idOf(100 + number);

const run = <A>(rows: MemoryRows, command: Command<A>, args: A): void =>
  runInMemory(rows, command, args, { actor: LEAD, at: 7_000, registry });

const EMPTY: Readonly<Record<string, Value>> = { text: '', integer: 0, real: 0, boolean: false, json: {} };
/** A row that says nothing but this. */
function put(rows: MemoryRows, table: Table, id: string, says: Readonly<Record<string, Value>>): void {
  const blank = table.columnNames.map((name) => {
    const column = table.columns[name];
    return [name, column?.nullable ? null : (EMPTY[column?.kind ?? 'text'] ?? null)] as const;
  });
  rows.put(table, id, { ...Object.fromEntries(blank), ...says });
}

const party = fc.integer({ min: 1, max: PARTIES });
const ticket = fc.integer({ min: 1, max: TICKETS });
const anyWorld = fc.record({
  tickets: fc.array(fc.record({ party, isOpen: fc.boolean() }), { minLength: TICKETS, maxLength: TICKETS }),
  files: fc.array(ticket, { maxLength: 5 }),
  calls: fc.array(ticket, { maxLength: 5 }),
});
const anyMerge = fc.oneof(
  fc.record({ of: fc.constant('party' as const), keep: party, drop: party }),
  fc.record({ of: fc.constant('ticket' as const), keep: ticket, drop: ticket }),
);
type World = typeof anyWorld extends fc.Arbitrary<infer W> ? W : never;
type Merge = typeof anyMerge extends fc.Arbitrary<infer M> ? M : never;
interface Made {
  readonly id: string;
  readonly of: Merge['of'];
}

function build({ tickets, files, calls }: World): MemoryRows {
  const rows = createMemoryRows();
  for (let number = 1; number <= PARTIES; number++)
    put(rows, partyTable, partyOf(number), { kind: 'person' });
  tickets.forEach(({ party: owner, isOpen }, index) =>
    put(rows, ticketTable, ticketOf(index + 1), {
      ...{ state: isOpen ? 'open' : 'closed', party_id: partyOf(owner), owner_id: idOf(80) },
    }),
  );
  files.forEach((at, index) =>
    put(rows, attachmentTable, idOf(200 + index), { subject_type: 'ticket', subject_id: ticketOf(at) }),
  );
  calls.forEach((at, index) =>
    put(rows, linkTable, idOf(300 + index), {
      ...{ from_type: 'interaction', from_id: idOf(400 + index) },
      ...{ to_type: 'ticket', to_id: ticketOf(at) },
    }),
  );
  return rows;
}
const everything = (rows: MemoryRows): unknown =>
  DATA.map((table) => [table.name, rows.all(table).toSorted((a, b) => (a.id < b.id ? -1 : 1))]);

const REFUSED = /^(?:merge|ticket-merge)\.(?:same|already|closed|other-party)$/;
/** Merges what can be merged. */
function mergeAll(rows: MemoryRows, merges: readonly Merge[]): Made[] {
  return merges.flatMap(({ of, keep, drop }, index) => {
    const id = idOf(1_000 + index);
    try {
      if (of === 'ticket') run(rows, ticketMerge, { id, keepId: ticketOf(keep), dropId: ticketOf(drop) });
      else {
        const two = { keepId: partyOf(keep), dropId: partyOf(drop) };
        run(rows, partyMerge, { id, ...two, take: [], joinNotes: false });
      }
    } catch (error) {
      if (!REFUSED.test((error as { code: string }).code)) throw error;
      return [];
    }
    return [{ id, of }];
  });
}
function undo(rows: MemoryRows, { id, of }: Made): void {
  try {
    run(rows, of === 'ticket' ? ticketUnmerge : partyUnmerge, { id });
  } catch (error) {
    // Two that were one already: no merge came of it.
    if (!/^(?:merge|ticket-merge)\.gone$/.test((error as { code: string }).code)) throw error;
  }
}

describe('customers and tickets that become one', () => {
  it('are as they were once everything is undone, in whatever order', () => {
    fc.assert(
      fc.property(
        anyWorld,
        fc.array(anyMerge, { minLength: 2, maxLength: 6 }),
        fc.infiniteStream(fc.nat()),
        (world, merges, random) => {
          const rows = build(world);
          const before = everything(rows);
          const made = mergeAll(rows, merges);
          while (made.length > 0) {
            const [next] = made.splice((random.next().value ?? 0) % made.length, 1);
            if (next) undo(rows, next);
            expectNoStrangers(rows);
          }
          expect(everything(rows)).toEqual(before);
          expect([...rows.all(partyMergeItemTable), ...rows.all(ticketMergeItemTable)]).toEqual([]);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('leave no file of the one with the other, once the customers are two again', () => {
    fc.assert(
      fc.property(anyWorld, fc.array(anyMerge, { maxLength: 5 }), (world, merges) => {
        const rows = build(world);
        const first: Merge = { of: 'party', keep: 1, drop: 2 };
        const made = mergeAll(rows, [first, ...merges]);
        for (const each of made) if (each.of === 'party') undo(rows, each);
        const ownerOf = (id: string): unknown => rows.all(ticketTable).find((row) => row.id === id)?.party_id;
        world.files.forEach((at, index) => {
          const file = rows.all(attachmentTable).find(({ id }) => id === idOf(200 + index));
          const owner = world.tickets[at - 1]?.party;
          expect(ownerOf(file?.subject_id ?? '')).toBe(partyOf(owner ?? 0));
        });
      }),
      { numRuns: 300 },
    );
  });
});

/** A merge that stands is one of two tickets of one customer. */
function expectNoStrangers(rows: MemoryRows): void {
  const ownerOf = new Map(rows.all(ticketTable).map(({ id, party_id: owner }) => [id, owner]));
  for (const { kept_id: kept, dropped_id: dropped, undone_at: undone } of rows.all(ticketMergeTable))
    if (undone === null) expect(ownerOf.get(dropped)).toBe(ownerOf.get(kept));
}
