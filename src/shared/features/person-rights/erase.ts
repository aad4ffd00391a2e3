import { z } from 'zod';
import { CENTRE_ACTOR } from '../../access/access.ts';
import { openScope } from '../../access/kept-scope.ts';
import { CommandError, defineCommand } from '../../commands/command.ts';
import { nameId } from '../../kernel/name-id.ts';
import { idSchema } from '../../kernel/ref.ts';
import { erasing, upkeep } from '../../rows/steps.ts';
import type { Steps } from '../../rows/steps.ts';
import type { AnyRow, Table, Value } from '../../rows/table.ts';
import { ERASURE_REASONS, erasureTable, markOf } from '../../persons/erasure.ts';
import { rowsOfPerson } from '../../persons/rows-of-person.ts';
import type { PersonRows } from '../../persons/rows-of-person.ts';
import { tellingTexts } from '../../persons/telling-texts.ts';
import { forbidsOthers } from './rights.ts';

/**
 * Everything about a party goes, from every table there is, and what became part of it as well; an exchange stays
 * without anything that tells who it was with. Nothing is kept to undo it.
 *
 * The confirmation is the desk's (src/main/features/person-rights): what was typed there must not travel.
 */
export const partyErase = defineCommand({
  name: 'party.erase',
  args: z.object({
    /** Of the erasure. */
    id: idSchema,
    partyId: idSchema,
    reason: z.enum(ERASURE_REASONS),
  }),
  meansMergedRows: true,
  forbids: forbidsOthers,
  *run({ id, partyId, reason }, { tables, actor, at }) {
    if (!tables) throw new Error('an erasure needs to know all tables');
    const found = yield* rowsOfPerson(tables, partyId);
    if (found.parties.length === 0) throw new CommandError('party.gone', `no party ${partyId}`);
    const erasure = {
      marks: marksOf(found),
      reason,
      erased_by: actor.userId,
      erased_at: at,
    };
    // One in each scope the rows were in, and before they go: a desk must know what the removals mean.
    for (const [index, scopeId] of scopesOf(found).entries())
      yield* upkeep.insert(erasureTable, {
        ...{ id: index === 0 ? id : nameId(`${id}/${scopeId}`), scope_id: scopeId },
        ...erasure,
      });
    for (const { table, row, column } of found.pointers)
      if (table.columns[column]?.nullable) yield* erasing.update(table, row.id, { [column]: null });
    for (const { table, row } of found.rows)
      if (table.anonymous) yield* erasing.update(table, row.id, emptied(table, row));
      else yield* erasing.remove(table, row.id);
    yield* erasing.forget(erasureTable, id, textsOf(found));
  },
});

/** What a restored backup has forgotten; the rows themselves are erased again by `party.erase`. Only the centre runs it. */
export const erasureRecord = defineCommand({
  name: 'erasure.record',
  args: z.object({
    id: idSchema,
    marks: z.array(idSchema),
    reason: z.enum(ERASURE_REASONS),
    erasedBy: z.string().max(64),
    erasedAt: z.int(),
  }),
  forbids: ({ userId }) => (userId === CENTRE_ACTOR ? undefined : 'person-rights.not-yours'),
  *run({ id, marks, reason, erasedBy, erasedAt }): Steps<void> {
    if (yield* upkeep.get(erasureTable, id)) return;
    const entry = { marks, reason, erased_by: erasedBy, erased_at: erasedAt };
    yield* upkeep.insert(erasureTable, { id, ...entry });
  },
});

function marksOf({ rows }: PersonRows): readonly string[] {
  return rows.flatMap(({ row, isGuessable }) => (isGuessable ? [] : [markOf(row.id)])).toSorted();
}

function scopesOf({ rows }: PersonRows): readonly string[] {
  // The party's own first. Desks that have lost the rows to a restriction clear what they keep beside them as well.
  return [...new Set(rows.toReversed().map(({ row }) => openScope(row.scope_id)))];
}

/** The row with nothing in it but what is anonymous. */
function emptied(table: Table, row: AnyRow): Readonly<Record<string, Value>> {
  const gone = table.columnNames.filter((name) => !table.anonymous?.includes(name));
  return Object.fromEntries(
    gone.flatMap((name) => {
      const column = table.columns[name];
      if (!column || row[name] === null) return [];
      return [[name, column.nullable ? null : emptyOf(column.kind)]];
    }),
  );
}

function emptyOf(kind: Table['columns'][string]['kind']): Value {
  switch (kind) {
    case 'integer':
    case 'real':
      return 0;
    case 'boolean':
      return false;
    case 'json':
      return [];
    case 'text':
      return '';
  }
}

function textsOf({ rows, parties, numbers }: PersonRows): readonly string[] {
  const texts = rows.flatMap(({ table, row }) => {
    // Numbers that others have as well are theirs to keep.
    const isShared = typeof row['digits'] === 'string' && !numbers.includes(row['digits']);
    return isShared ? [] : tellingTexts(table, row);
  });
  return [...new Set([...parties, ...rows.map(({ row }) => row.id), ...texts])];
}
