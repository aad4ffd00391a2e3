import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemoryRows, idOf, runInMemory } from '#test/support/memory-rows.ts';
import type { MemoryRows } from '#test/support/memory-rows.ts';
import { boolean, defineTable, integer, optionalText, refTo, sensitive, text } from '../../rows/table.ts';
import type { AnyRow, Table, Value } from '../../rows/table.ts';
import { createCommandRegistry, defineCommand } from '../../commands/command.ts';
import type { Actor, Command, Role } from '../../commands/command.ts';
import { idSchema } from '../../kernel/ref.ts';
import { insert, update } from '../../rows/steps.ts';
import { z } from 'zod';
import { partyMerge } from './merge.ts';
import { notDuplicateTable, partyMergeItemTable, partyMergeTable } from './model.ts';
import { partyUnmerge } from './unmerge.ts';

/* Stand-ins for the tables of other features: a merge knows them by what they declare, and by nothing else. */
const party = defineTable(
  'party',
  {
    kind: text(),
    name: text(),
    city: optionalText(),
    note: sensitive('health', text()),
    birth_date: sensitive('birth-date', optionalText()),
    parent_id: refTo('party', optionalText()),
    merged_into: refTo('party', optionalText()),
  },
  { mergedInto: 'merged_into' },
);
const phone = defineTable(
  'phone_number',
  { party_id: refTo('party', text()), digits: text(), state: text(), gone: boolean() },
  {
    twins: {
      by: 'party_id',
      isSame: (a, b) => a['digits'] === b['digits'],
      aside: () => ({ state: 'former' }),
    },
  },
);
const visit = defineTable('visit', { party_id: refTo('party', optionalText()), size: integer() });
const tie = defineTable('tie', { from_id: refTo('party', text()), to_id: refTo('party', text()) });
const anyLink = defineTable('any_link', {
  from_type: text(),
  from_id: refTo({ typeIn: 'from_type' }, text()),
});
const visitAdd = defineCommand({
  name: 'visit.add',
  args: z.object({ id: idSchema, partyId: idSchema }),
  *run({ id, partyId }) {
    yield* insert(visit, { id, party_id: partyId, size: 0 });
  },
});
const partySet = defineCommand({
  name: 'party.set',
  args: z.object({ id: idSchema, city: z.string() }),
  *run({ id, city }) {
    yield* update(party, id, { city });
  },
});
const visitMove = defineCommand({
  name: 'visit.move',
  args: z.object({ id: idSchema, partyId: idSchema }),
  *run({ id, partyId }) {
    yield* update(visit, id, { party_id: partyId });
  },
});

const DATA: readonly Table[] = [party, phone, visit, tie, anyLink, notDuplicateTable];
const registry = createCommandRegistry(
  [visitAdd, partySet, visitMove, partyMerge, partyUnmerge],
  [...DATA, partyMergeTable, partyMergeItemTable],
);

function run<A>(rows: MemoryRows, command: Command<A>, args: A, role: Role = 'lead'): void {
  const actor: Actor = { tenantId: 't', userId: idOf(900), roles: [role] };
  runInMemory(rows, command, args, { actor, at: 5_000, registry });
}

const PARTIES = 5;
const anyParty = fc.integer({ min: 1, max: PARTIES }).map(idOf);
const anyWord = fc.constantFrom('a', 'b', 'c');
const put = (rows: MemoryRows, table: Table, id: string, fields: Readonly<Record<string, Value>>): void =>
  rows.put(table, id, fields);

/** Parties 1 to 5, each below one of a higher number or none, and what points at them. */
const anyWorld = fc.record({
  parties: fc.array(
    fc.record({
      city: fc.option(anyWord),
      note: fc.constantFrom('', 'n', 'm'),
      birth_date: fc.option(anyWord),
      above: fc.option(fc.integer({ min: 1, max: PARTIES })),
    }),
    { minLength: PARTIES, maxLength: PARTIES },
  ),
  phones: fc.array(
    fc.record({ party_id: anyParty, digits: anyWord, state: fc.constantFrom('own', 'former') }),
    {
      maxLength: 8,
    },
  ),
  visits: fc.array(fc.record({ party_id: fc.option(anyParty), size: fc.integer() }), { maxLength: 8 }),
  ties: fc.array(fc.record({ from_id: anyParty, to_id: anyParty }), { maxLength: 8 }),
  links: fc.array(fc.record({ from_type: fc.constantFrom('party', 'visit'), from_id: anyParty }), {
    maxLength: 8,
  }),
});
type World = typeof anyWorld extends fc.Arbitrary<infer W> ? W : never;

function build({ parties, phones, visits, ties, links }: World): MemoryRows {
  const rows = createMemoryRows();
  parties.forEach(({ above, ...fields }, index) =>
    put(rows, party, idOf(index + 1), {
      kind: 'person',
      name: `party ${index + 1}`,
      ...fields,
      parent_id: above !== null && above > index + 1 ? idOf(above) : null,
      merged_into: null,
    }),
  );
  phones.forEach((row, index) => put(rows, phone, idOf(100 + index), { ...row, gone: false }));
  visits.forEach((row, index) => put(rows, visit, idOf(200 + index), row));
  ties.forEach((row, index) => put(rows, tie, idOf(300 + index), row));
  links.forEach((row, index) => put(rows, anyLink, idOf(400 + index), row));
  return rows;
}

const everything = (rows: MemoryRows): unknown =>
  DATA.map((table) => [table.name, rows.all(table).toSorted((a, b) => (a.id < b.id ? -1 : 1))]);

const anyMerge = fc.record({
  keepId: anyParty,
  dropId: anyParty,
  take: fc.subarray(['name', 'city', 'note', 'birth_date']),
  joinNotes: fc.boolean(),
});

/** Merges what still can be merged. @returns ids of the merges that came to be. */
function mergeAll(
  rows: MemoryRows,
  merges: readonly (typeof anyMerge extends fc.Arbitrary<infer M> ? M : never)[],
) {
  return merges.flatMap((merge, index) => {
    const id = idOf(1_000 + index);
    try {
      run(rows, partyMerge, { id, ...merge });
    } catch (error) {
      if (!['merge.same', 'merge.already'].includes((error as { code: string }).code)) throw error;
    }
    return rows.all(partyMergeTable).some((row) => row.id === id) ? [id] : [];
  });
}

const rowOf = (rows: MemoryRows, table: Table, id: string): AnyRow | undefined =>
  (rows.all(table) as readonly AnyRow[]).find((row) => row.id === id);
const cityOf = (rows: MemoryRows, number: number): Value | undefined =>
  rowOf(rows, party, idOf(number))?.['city'];

const BLANK = { note: '', birth_date: null, above: null } as const;
function small(cities: readonly ('a' | 'b' | 'c' | null)[]): MemoryRows {
  return build({
    parties: Array.from({ length: PARTIES }, (_, index) => ({ ...BLANK, city: cities[index] ?? null })),
    phones: [],
    visits: [],
    ties: [],
    links: [],
  });
}
const plainMerge = { take: [], joinNotes: false };

describe('a merge', () => {
  it('leaves nothing pointing at what was dropped, but itself and what was between the two', () => {
    fc.assert(
      fc.property(anyWorld, anyMerge, (world, merge) => {
        fc.pre(merge.keepId !== merge.dropId);
        const rows = build(world);
        mergeAll(rows, [merge]);
        const { keepId, dropId } = merge;
        expect(rows.all(visit).filter((row) => row.party_id === dropId)).toEqual([]);
        expect(
          rows.all(anyLink).filter((row) => row.from_type === 'party' && row.from_id === dropId),
        ).toEqual([]);
        for (const row of rows.all(tie))
          if ([row.from_id, row.to_id].includes(dropId))
            expect([dropId, keepId]).toEqual(expect.arrayContaining([row.from_id, row.to_id]));
        for (const row of rows.all(phone)) if (row.party_id === dropId) expect(row.state).toBe('former');
        expect(rowOf(rows, party, dropId)?.['merged_into']).toBe(keepId);
      }),
    );
  });

  it('loses no number: each is the survivor’s, once', () => {
    fc.assert(
      fc.property(anyWorld, anyMerge, (world, merge) => {
        fc.pre(merge.keepId !== merge.dropId);
        const rows = build(world);
        const both = rows.all(phone).filter((row) => [merge.keepId, merge.dropId].includes(row.party_id));
        mergeAll(rows, [merge]);
        const theirs = new Set(
          rows.all(phone).flatMap((row) => (row.party_id === merge.keepId ? [row.digits] : [])),
        );
        expect(theirs).toEqual(new Set(both.map(({ digits }) => digits)));
      }),
    );
  });

  it('puts nobody above themselves', () => {
    fc.assert(
      fc.property(anyWorld, fc.array(anyMerge, { maxLength: 4 }), (world, merges) => {
        const rows = build(world);
        mergeAll(rows, merges);
        for (const { id } of rows.all(party)) {
          let above = rowOf(rows, party, id)?.['parent_id'];
          for (let depth = 0; typeof above === 'string'; depth++) {
            expect(above === id || depth > PARTIES, `${id} is above itself`).toBe(false);
            above = rowOf(rows, party, above)?.['parent_id'];
          }
        }
      }),
    );
  });

  it('and its undoing are the identity, of several in whatever order', () => {
    fc.assert(
      fc.property(
        anyWorld,
        fc.array(anyMerge, { minLength: 1, maxLength: 4 }),
        fc.infiniteStream(fc.nat()),
        (world, merges, random) => {
          const rows = build(world);
          const before = everything(rows);
          const made = mergeAll(rows, merges);
          while (made.length > 0) {
            const [id = ''] = made.splice((random.next().value ?? 0) % made.length, 1);
            run(rows, partyUnmerge, { id });
            run(rows, partyUnmerge, { id });
          }
          expect(everything(rows)).toEqual(before);
          expect(rows.all(partyMergeItemTable)).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('happens once under its id, and not at all to two that are one already', () => {
    const rows = small(['a', 'b']);
    const merge = { id: idOf(50), keepId: idOf(1), dropId: idOf(2), take: ['city'], joinNotes: false };
    run(rows, partyMerge, merge);
    const after = everything(rows);
    run(rows, partyMerge, merge);
    run(rows, partyMerge, { ...merge, id: idOf(51), keepId: idOf(2), dropId: idOf(1) });
    run(rows, partyMerge, { ...merge, id: idOf(52) });
    expect(everything(rows)).toEqual(after);
    expect(rows.all(partyMergeTable)).toHaveLength(1);
  });

  it('goes to the survivor of whom it names, and refuses who is part of a third', () => {
    const rows = small([]);
    run(rows, partyMerge, { id: idOf(50), keepId: idOf(2), dropId: idOf(1), ...plainMerge });
    run(rows, partyMerge, { id: idOf(51), keepId: idOf(1), dropId: idOf(3), ...plainMerge });
    expect(rowOf(rows, party, idOf(3))?.['merged_into']).toBe(idOf(2));
    expect(() =>
      run(rows, partyMerge, { id: idOf(52), keepId: idOf(4), dropId: idOf(1), ...plainMerge }),
    ).toThrow('is part of another');
  });

  it('refuses a person and a firm, another team’s, itself, a stranger, and an agent', () => {
    const rows = small([]);
    put(rows, party, idOf(6), {
      kind: 'organisation',
      name: '',
      city: null,
      note: '',
      birth_date: null,
      parent_id: null,
      merged_into: null,
    });
    const attempt = (keepId: string, dropId: string, role?: Role) => () =>
      run(rows, partyMerge, { id: idOf(50), keepId, dropId, ...plainMerge }, role);
    expect(attempt(idOf(1), idOf(6))).toThrow('never the same');
    expect(attempt(idOf(1), idOf(1))).toThrow('of itself');
    expect(attempt(idOf(1), idOf(99))).toThrow('no party');
    expect(attempt(idOf(1), idOf(2), 'agent')).toThrow('not allowed');
    Object.assign(rowOf(rows, party, idOf(2)) ?? {}, { scope_id: 'another' });
    expect(attempt(idOf(1), idOf(2))).toThrow('different teams');
    expect(rows.all(partyMergeTable)).toEqual([]);
  });

  it('keeps what is not for everybody in columns that are not for everybody', () => {
    const rows = small(['a', 'b']);
    Object.assign(rowOf(rows, party, idOf(1)) ?? {}, { note: 'n' });
    Object.assign(rowOf(rows, party, idOf(2)) ?? {}, { note: 'm', birth_date: '1956-03-31' });
    run(rows, partyMerge, {
      id: idOf(50),
      keepId: idOf(1),
      dropId: idOf(2),
      take: ['city'],
      joinNotes: true,
    });
    expect(rowOf(rows, party, idOf(1))).toMatchObject({
      note: 'n\n\nm',
      city: 'b',
      birth_date: '1956-03-31',
    });
    const items = new Map(rows.all(partyMergeItemTable).map((item) => [item.field, item]));
    expect(items.get('note')).toMatchObject({
      old: null,
      new: null,
      old_health: '"n"',
      new_health: '"n\\n\\nm"',
    });
    expect(items.get('birth_date')).toMatchObject({ old: null, new: null, new_birth_date: '"1956-03-31"' });
    expect(items.get('city')).toMatchObject({ old: '"a"', new: '"b"', old_health: null });
  });
});

describe('undoing a merge', () => {
  it('leaves what was edited, moved or made since', () => {
    const rows = small(['a', 'b']);
    for (const id of [200, 201, 202]) run(rows, visitAdd, { id: idOf(id), partyId: idOf(2) });
    run(rows, partyMerge, {
      id: idOf(50),
      keepId: idOf(1),
      dropId: idOf(2),
      take: ['city', 'name'],
      joinNotes: false,
    });
    run(rows, partySet, { id: idOf(1), city: 'edited since' });
    run(rows, visitMove, { id: idOf(200), partyId: idOf(3) });
    run(rows, visitAdd, { id: idOf(203), partyId: idOf(1) });
    rows.execute({ op: 'remove', table: visit, id: idOf(201) });
    run(rows, partyUnmerge, { id: idOf(50) });
    expect(rows.all(visit).map(({ id, party_id }) => [id, party_id])).toEqual([
      [idOf(200), idOf(3)],
      [idOf(202), idOf(2)],
      [idOf(203), idOf(1)],
    ]);
    expect(rowOf(rows, party, idOf(1))).toMatchObject({ city: 'edited since', name: 'party 1' });
    expect(cityOf(rows, 2)).toBe('b');
  });

  it('refuses what was no merge', () => {
    expect(() => run(small([]), partyUnmerge, { id: idOf(50) })).toThrow('no merge');
  });
});

describe('a desk that was away and names the dropped party', () => {
  it('writes to the survivor, along a chain, and to the party itself once it stands alone again', () => {
    const rows = small(['a', 'b', 'c']);
    run(rows, partyMerge, { id: idOf(50), keepId: idOf(2), dropId: idOf(1), ...plainMerge });
    run(rows, partyMerge, { id: idOf(51), keepId: idOf(3), dropId: idOf(2), ...plainMerge });
    run(rows, visitAdd, { id: idOf(200), partyId: idOf(1) });
    run(rows, partySet, { id: idOf(1), city: 'late' });
    expect(rowOf(rows, visit, idOf(200))?.['party_id']).toBe(idOf(3));
    expect([cityOf(rows, 1), cityOf(rows, 3)]).toEqual(['a', 'late']);
    run(rows, partyUnmerge, { id: idOf(50) });
    run(rows, visitAdd, { id: idOf(201), partyId: idOf(1) });
    expect(rowOf(rows, visit, idOf(201))?.['party_id']).toBe(idOf(1));
    expect(rowOf(rows, visit, idOf(200))?.['party_id']).toBe(idOf(3));
  });
});
