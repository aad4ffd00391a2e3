import { z } from 'zod';
import { CommandError, defineCommand } from '../../commands/command.ts';
import type { Actor, CommandContext } from '../../commands/command.ts';
import { survivorOf } from '../../commands/redirect-merged.ts';
import { idSchema } from '../../kernel/ref.ts';
import { followRefs } from '../../merging/follow-refs.ts';
import { standingMerge } from '../../merging/merge-tables.ts';
import { changeField } from '../../merging/merge-item.ts';
import { get, insert, update, upkeep } from '../../rows/steps.ts';
import type { Steps } from '../../rows/steps.ts';
import type { AnyRow, Table, Value } from '../../rows/table.ts';
import { leaveCircle } from './leave-circle.ts';
import { PARTIES, PARTY, partyMergeTable } from './model.ts';
import { textOf } from './text-of.ts';

/** These say what a row is or where it hangs, and are settled by the merge itself. */
const NEVER_TAKEN: ReadonlySet<string> = new Set(['kind', 'merged_into', 'parent_id']);

/** Who answers for the data. */
export function mayMerge({ roles }: Pick<Actor, 'roles'>): boolean {
  return roles.some((role) => role === 'lead' || role === 'steward' || role === 'admin');
}

const forbids = (actor: Actor): string | undefined => (mayMerge(actor) ? undefined : 'merge.not-yours');

/**
 * Two sheets of one customer become one. Everything that points at `dropId`, of whatever feature, then points at the
 * survivor (`refTo` of rows/table.ts); the row itself stays and leads there. Each changed field is remembered, for
 * `party.unmerge`.
 *
 * Whoever has become part of another in the meantime is taken for the survivor; two that are one already stay so.
 * Fields that are not for everybody, and so not to be chosen by everybody, are filled in where the survivor has none.
 */
export const partyMerge = defineCommand({
  name: 'party.merge',
  args: z.object({
    /** Of the merge. */
    id: idSchema,
    keepId: idSchema,
    dropId: idSchema,
    /** Columns whose value comes from the dropped party. */
    take: z.array(z.string().max(60)).max(60),
    /** Keeps both notes, one below the other. */
    joinNotes: z.boolean(),
  }),
  meansMergedRows: true,
  forbids,
  *run({ id, keepId, dropId, take, joinNotes }, context) {
    if (keepId === dropId) throw new CommandError('merge.same', 'a party is no duplicate of itself');
    if (yield* get(partyMergeTable, id)) return;
    const { tables, party } = known(context);
    const drop = yield* theParty(party, dropId);
    const keep = yield* theParty(party, yield* survivorOf(party, keepId));
    if ((yield* survivorOf(party, drop.id)) === keep.id) return;
    check(keep, drop);
    yield* insert(partyMergeTable, standingMerge(id, { keepId: keep.id, drop }, context));
    const merge = { merging: PARTIES, mergeId: id, keep, drop, at: context.at };
    for (const field of party.columnNames) {
      if (NEVER_TAKEN.has(field)) continue;
      const value = chosen(party, field, { keep, drop, take, joinNotes });
      const isHidden = party.columns[field]?.sensitivity !== undefined;
      // Whoever has changed the field meanwhile keeps what they wrote, as after any late edit.
      yield* changeField(
        merge,
        { table: party, row: keep, field, value },
        isHidden ? upkeep.update : updateSeen,
      );
    }
    yield* leaveCircle(merge, party);
    yield* followRefs(merge, tables);
    yield* changeField(merge, { table: party, row: drop, field: 'merged_into', value: keep.id });
  },
});

export function known({ tables }: CommandContext): {
  readonly tables: ReadonlyMap<string, Table>;
  readonly party: Table;
} {
  const party = tables?.get(PARTY);
  if (!tables || !party) throw new Error('a merge needs to know all tables');
  return { tables, party };
}

const updateSeen = (table: Table, id: string, patch: Readonly<Record<string, Value>>): Steps<void> =>
  update(table, id, patch);

function* theParty(party: Table, id: string): Steps<AnyRow> {
  const row = (yield* get(party, id)) as AnyRow | undefined;
  if (!row) throw new CommandError('party.gone', `no party ${id}`);
  return row;
}

function check(keep: AnyRow, drop: AnyRow): void {
  if (drop['merged_into'] !== null)
    throw new CommandError('merge.already', `${drop.id} is part of another party already`);
  if (keep['kind'] !== drop['kind'])
    throw new CommandError(
      'merge.other-kind',
      'a person, an organisation and a household are never the same',
    );
  // Those who see the one would be led to a sheet they do not have.
  if (keep.scope_id !== drop.scope_id)
    throw new CommandError('merge.other-scope', `${keep.id} and ${drop.id} are kept by different teams`);
}

function chosen(
  party: Table,
  field: string,
  {
    keep,
    drop,
    take,
    joinNotes,
  }: {
    readonly keep: AnyRow;
    readonly drop: AnyRow;
    readonly take: readonly string[];
    readonly joinNotes: boolean;
  },
): Value {
  const [own, other] = [keep[field] ?? null, drop[field] ?? null];
  const isEmpty = (value: Value): boolean => value === null || value === '';
  if (field === 'note' && joinNotes && !isEmpty(own) && !isEmpty(other) && own !== other)
    return `${textOf(own)}\n\n${textOf(other)}`;
  if (take.includes(field)) return other;
  return party.columns[field]?.sensitivity !== undefined && isEmpty(own) && !isEmpty(other) ? other : own;
}
