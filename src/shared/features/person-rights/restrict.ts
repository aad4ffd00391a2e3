import { z } from 'zod';
import { CENTRE_ACTOR } from '../../access/access.ts';
import { isKept, keptScope, openScope } from '../../access/kept-scope.ts';
import { CommandError, defineCommand } from '../../commands/command.ts';
import { idSchema } from '../../kernel/ref.ts';
import { PARTY, rowsOfPerson } from '../../persons/rows-of-person.ts';
import type { PersonRow } from '../../persons/rows-of-person.ts';
import { find, get, insert, move, update, upkeep } from '../../rows/steps.ts';
import type { Steps } from '../../rows/steps.ts';
import { refColumns } from '../../rows/table.ts';
import type { Table } from '../../rows/table.ts';
import { RESTRICTION_REASONS, restrictionTable } from './model.ts';
import { forbidsOthers } from './rights.ts';

/**
 * The party's data is kept and used for nothing else, until `party.unrestrict`: every row of it goes where only those
 * find it who answer for the data (src/shared/access/kept-scope.ts).
 */
export const partyRestrict = defineCommand({
  name: 'party.restrict',
  args: z.object({
    /** Of the restriction. */
    id: idSchema,
    partyId: idSchema,
    reason: z.enum(RESTRICTION_REASONS),
    until: z.iso.date().nullable(),
  }),
  meansMergedRows: true,
  forbids: forbidsOthers,
  *run({ id, partyId, reason, until }, { tables, actor, at }) {
    if (!tables) throw new Error('a restriction needs to know all tables');
    if (yield* get(restrictionTable, id)) return;
    const standing = yield* find(restrictionTable, { party_id: partyId });
    if (standing.some(({ lifted_at: lifted }) => lifted === null))
      throw new CommandError('person-rights.restricted-already', `${partyId} is restricted already`);
    const { parties, rows } = yield* rowsOfPerson(tables, partyId);
    if (parties.length === 0) throw new CommandError('party.gone', `no party ${partyId}`);
    // Before the party is out of sight: what is added to it afterwards goes where it is.
    yield* insert(restrictionTable, {
      ...{ id, party_id: partyId, reason, until, numbers: yield* numbersOf(tables, parties) },
      ...{ set_by: actor.userId, set_at: at, lifted_by: null, lifted_at: null },
    });
    yield* keepRows(rows);
  },
});

/**
 * For a restriction whose rows lie where agents have them: it was set before there was another place for them, or it came
 * with a backup of that time. Done twice it changes nothing. Only the centre runs it.
 */
export const restrictionCarryOut = defineCommand({
  name: 'restriction.carry-out',
  args: z.object({ id: idSchema }),
  meansMergedRows: true,
  forbids: ({ userId }) => (userId === CENTRE_ACTOR ? undefined : 'person-rights.not-yours'),
  *run({ id }, { tables }) {
    if (!tables) throw new Error('a restriction needs to know all tables');
    const restriction = yield* get(restrictionTable, id);
    if (!restriction || restriction.lifted_at !== null) return;
    const { parties, rows } = yield* rowsOfPerson(tables, restriction.party_id);
    yield* update(restrictionTable, id, { numbers: yield* numbersOf(tables, parties) });
    yield* keepRows(rows);
  },
});

function* keepRows(rows: readonly PersonRow[]): Steps<void> {
  for (const { table, row } of rows)
    if (table.name !== restrictionTable.name) yield* move(table, row.id, keptScope(row.scope_id));
}

/** What they may call from today. */
function* numbersOf(
  tables: ReadonlyMap<string, Table>,
  parties: readonly string[],
): Steps<readonly string[]> {
  const numbers = new Set<string>();
  for (const table of tables.values()) {
    const column = refColumns(table).find(({ target }) => target === PARTY)?.column;
    if (column === undefined || !table.columns['digits']) continue;
    for (const id of parties)
      for (const { digits, state } of yield* upkeep.find(table, { [column]: id }))
        if (typeof digits === 'string' && digits !== '' && state !== 'former') numbers.add(digits);
  }
  return [...numbers].toSorted();
}

export const partyUnrestrict = defineCommand({
  name: 'party.unrestrict',
  args: z.object({ id: idSchema }),
  forbids: forbidsOthers,
  *run({ id }, { tables, actor, at }) {
    if (!tables) throw new Error('a restriction needs to know all tables');
    const restriction = yield* get(restrictionTable, id);
    if (!restriction) throw new CommandError('person-rights.restriction-gone', `no restriction ${id}`);
    if (restriction.lifted_at !== null) return;
    const { rows } = yield* rowsOfPerson(tables, restriction.party_id);
    for (const { table, row } of rows)
      if (isKept(row.scope_id)) yield* move(table, row.id, openScope(row.scope_id));
    yield* update(restrictionTable, id, { numbers: [], lifted_by: actor.userId, lifted_at: at });
  },
});
