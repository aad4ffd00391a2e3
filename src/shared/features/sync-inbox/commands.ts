import { z } from 'zod';
import { CommandError, defineCommand } from '../../commands/command.ts';
import type { Actor, CommandContext } from '../../commands/command.ts';
import { wholeOneOf } from '../../commands/one-of.ts';
import { idSchema } from '../../kernel/ref.ts';
import { get, update } from '../../rows/steps.ts';
import type { Steps } from '../../rows/steps.ts';
import type { AnyRow, Row, Table, Value } from '../../rows/table.ts';
import { conflictNoteTable, SIDES, unpackFields } from '../../sync/conflict-note.ts';

type Note = Row<typeof conflictNoteTable>;

/**
 * "Use mine", and "let the other's stand" to take it back: writes what the centre has noted of one side, nothing else.
 * Open to the two people it concerns. What is seen now is its base, so a third value that comes meanwhile is met as
 * any other and not overwritten unseen (docs/decisions, "conflict notes"). Of columns of which one says something
 * (`oneOf` of a table) a choice takes all together, and is refused where none of them would.
 */
export const conflictChoose = defineCommand({
  name: 'conflict.choose',
  args: z.object({ id: idSchema, side: z.enum(SIDES), fields: z.array(z.string().max(41)).min(1).max(100) }),
  *run({ id, side, fields }, context) {
    const note = yield* theNote(id);
    const mine = sideOf(note, context.actor);
    const table = tableOf(note, context);
    const row = yield* get(table, note.pk);
    if (!row) throw new CommandError('conflict.gone', `${note.tbl} ${note.pk} is gone`);
    const known = new Map(unpackFields(note).map((noted) => [noted.field, noted]));
    const patch: Record<string, Value> = {};
    for (const field of fields) {
      const noted = known.get(field);
      if (!noted) throw new CommandError('conflict.no-value', `${note.tbl}.${field}: nothing noted`);
      patch[field] = noted[side];
    }
    const beside = Object.fromEntries([...known].map(([field, noted]) => [field, noted[side]]));
    // The casts of rows/steps.ts: a row of whatever table.
    yield* update(table, note.pk, wholeOneOf(table, row as AnyRow, patch, beside));
    if (mine === 'late') yield* update(conflictNoteTable, id, { late_seen_at: context.at });
    else yield* update(conflictNoteTable, id, { kept_seen_at: context.at });
  },
});

/** "Leave it": it has been looked at by this side; or, to take that back, has not. */
export const conflictSee = defineCommand({
  name: 'conflict.see',
  args: z.object({ ids: z.array(idSchema).min(1).max(200), seen: z.boolean() }),
  *run({ ids, seen }, { actor, at }) {
    for (const id of ids) {
      const note = yield* theNote(id);
      const value = seen ? at : null;
      if (sideOf(note, actor) === 'late') yield* update(conflictNoteTable, id, { late_seen_at: value });
      else yield* update(conflictNoteTable, id, { kept_seen_at: value });
    }
  },
});

function* theNote(id: string): Steps<Note> {
  const note = yield* get(conflictNoteTable, id);
  if (!note) throw new CommandError('conflict.unknown', `no conflict ${id}`);
  return note;
}

function sideOf(note: Note, { userId }: Actor): 'late' | 'kept' {
  if (note.late_by === userId) return 'late';
  if (note.kept_by === userId) return 'kept';
  throw new CommandError('conflict.not-yours', `conflict ${note.id} is between others`);
}

function tableOf({ tbl }: Note, { tables }: CommandContext): Table {
  const table = tables?.get(tbl);
  if (!table) throw new CommandError('conflict.unknown', `no table ${tbl}`);
  return table;
}
