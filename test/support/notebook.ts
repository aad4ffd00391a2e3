import { z } from 'zod';
import { CommandError, createCommandRegistry, defineCommand } from '#shared/commands/command.ts';
import type { Actor, CommandRegistry } from '#shared/commands/command.ts';
import { get, insert, remove, update } from '#shared/rows/steps.ts';
import { boolean, defineTable, integer, json, optionalText, text } from '#shared/rows/table.ts';
import type { Migration } from '#main/replica/db.ts';

/* A small feature of its own for tests of the core: notes, and strokes below them as rows of their own. */

export const noteTable = defineTable('note', {
  title: text(),
  body: optionalText(),
  size: integer(),
  done: boolean(),
  extra: json<Readonly<Record<string, number>>>(),
});

export const strokeTable = defineTable('stroke', { note_id: text(), by: text() });

export const notebookTables = [noteTable, strokeTable] as const;

export const notebookMigrations: readonly Migration[] = [
  {
    id: '2026-11-21-notebook',
    sql: `
      CREATE TABLE note (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        title TEXT NOT NULL, body TEXT, size INTEGER NOT NULL, done INTEGER NOT NULL, extra TEXT NOT NULL
      ) STRICT;
      CREATE TABLE stroke (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL, note_id TEXT NOT NULL, by TEXT NOT NULL
      ) STRICT;
      CREATE INDEX stroke_by_note ON stroke (note_id);
      CREATE TABLE note_draft (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
    `,
  },
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
    yield* update(noteTable, noteId, { done: true, body, extra: { ...note.extra, finished: 1 } });
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

/** Accepted on a desk, refused by the centre: the poison of the queue. */
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
export const deskRegistry: CommandRegistry = createCommandRegistry([...common, poison(false)]);
export const centreRegistry: CommandRegistry = createCommandRegistry([...common, poison(true)]);

export const nadine: Actor = { tenantId: 'lindental', userId: 'nadine', roles: ['agent'] };
