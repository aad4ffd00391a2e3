import { z } from 'zod';
import type { Migration } from '#main/replica/db.ts';
import { CommandError, createCommandRegistry, defineCommand } from '#shared/commands/command.ts';
import type { CommandRegistry } from '#shared/commands/command.ts';
import { get, insert, remove, update } from '#shared/rows/steps.ts';
import { boolean, defineTable, integer, json, optionalText, text } from '#shared/rows/table.ts';
import type { Table } from '#shared/rows/table.ts';

/*
 * What the simulated desks work on: notes that everybody edits, strokes that are made once and stay, and badges, which
 * a desk of the old version does not know. Every command carries a `tag` that no other one has, for those who watch.
 */

export const noteTable = defineTable('note', {
  title: text(),
  body: optionalText(),
  size: integer(),
  done: boolean(),
  extra: json<Readonly<Record<string, number>>>(),
});
export const strokeTable = defineTable('stroke', { note_id: text(), by: text() });
export const badgeTable = defineTable('badge', { name: text() });

export const oldTables: readonly Table[] = [noteTable, strokeTable];
export const tables: readonly Table[] = [...oldTables, badgeTable];

const ROW = 'id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL';
export const oldMigrations: readonly Migration[] = [
  {
    id: '2026-11-21-notes',
    sql: `
      CREATE TABLE note (${ROW}, title TEXT NOT NULL, body TEXT, size INTEGER NOT NULL, done INTEGER NOT NULL,
        extra TEXT NOT NULL) STRICT;
      CREATE TABLE stroke (${ROW}, note_id TEXT NOT NULL, by TEXT NOT NULL) STRICT;`,
  },
];
export const migrations: readonly Migration[] = [
  ...oldMigrations,
  { id: '2026-11-22-badges', sql: `CREATE TABLE badge (${ROW}, name TEXT NOT NULL) STRICT;` },
];

const id = z.string().min(1).max(64);

const noteCreate = defineCommand({
  name: 'note.create',
  args: z.object({ id, title: z.string() }),
  *run({ id: noteId, title }, { at }) {
    yield* insert(noteTable, { id: noteId, title, body: null, size: at, done: false, extra: { made: 1 } });
  },
});

const noteTitle = defineCommand({
  name: 'note.title',
  args: z.object({ id, title: z.string() }),
  *run({ id: noteId, title }) {
    if (!(yield* get(noteTable, noteId))) throw new CommandError('note.gone', `no note ${noteId}`);
    yield* update(noteTable, noteId, { title });
  },
});

const noteFinish = defineCommand({
  name: 'note.finish',
  args: z.object({ id, body: z.string() }),
  *run({ id: noteId, body }) {
    const note = yield* get(noteTable, noteId);
    if (!note) throw new CommandError('note.gone', `no note ${noteId}`);
    yield* update(noteTable, noteId, { done: !note.done, body, extra: { ...note.extra, finished: 1 } });
  },
});

const noteRemove = defineCommand({
  name: 'note.remove',
  args: z.object({ id }),
  *run({ id: noteId }) {
    if (!(yield* get(noteTable, noteId))) throw new CommandError('note.gone', `no note ${noteId}`);
    yield* remove(noteTable, noteId);
  },
});

const strokeAdd = defineCommand({
  name: 'stroke.add',
  args: z.object({ id, noteId: id, by: z.string() }),
  *run({ id: strokeId, noteId, by }) {
    yield* insert(strokeTable, { id: strokeId, note_id: noteId, by });
  },
});

const badgeAdd = defineCommand({
  name: 'badge.add',
  args: z.object({ id, name: z.string() }),
  *run({ id: badgeId, name }) {
    yield* insert(badgeTable, { id: badgeId, name });
  },
});

/** Accepted on a desk, refused by the centre after it has begun: the poison of the queue. */
const poison = (refuses: boolean) =>
  defineCommand({
    name: 'note.poison',
    args: z.object({ id }),
    *run({ id: strokeId }) {
      yield* insert(strokeTable, { id: strokeId, note_id: 'poisoned', by: 'poison' });
      if (refuses) throw new CommandError('note.poisoned', 'the centre refuses this');
    },
  });

const common = [noteCreate, noteTitle, noteFinish, noteRemove, strokeAdd];
export const oldRegistry: CommandRegistry = createCommandRegistry([...common, poison(false)]);
export const deskRegistry: CommandRegistry = createCommandRegistry([...common, badgeAdd, poison(false)]);
export const centreRegistry: CommandRegistry = createCommandRegistry([...common, badgeAdd, poison(true)]);

/** Nobody else's. Every text of a tenant's rows begins with its name, so that a stranger's byte is seen. */
export function tagOf(args: unknown): string {
  const tag = typeof args === 'object' && args !== null && 'tag' in args ? args.tag : undefined;
  if (typeof tag !== 'string') throw new Error('a command without a tag');
  return tag;
}
