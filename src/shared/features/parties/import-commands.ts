import { z } from 'zod';
import { defineCommand } from '../../commands/command.ts';
import type { Actor } from '../../commands/command.ts';
import { idSchema } from '../../kernel/ref.ts';
import { find, get, remove, update } from '../../rows/steps.ts';
import type { Value } from '../../rows/table.ts';
import { partyCreate, partyEdit } from './commands.ts';
import { contactArgs, insertContact } from './contact-commands.ts';
import { contactPointTable, partyTable } from './model.ts';
import { flagSwitchboards } from './switchboards.ts';

/** Rows of one command; what bounds it in truth is its size on the wire. */
export const MOST_IMPORT_ROWS = 500;

const entrySchema = z.union([
  z.strictObject({ create: partyCreate.args }),
  z.strictObject({
    edit: z.strictObject({
      id: idSchema,
      /** As of `party.edit`; null: only contact points come. */
      patch: z.unknown().nullable(),
      contacts: z.array(contactArgs).max(50),
    }),
  }),
]);
export type ImportEntry = z.infer<typeof entrySchema>;

const forbids = ({ roles }: Actor): string | undefined =>
  roles.some((role) => role === 'lead' || role === 'steward' || role === 'admin')
    ? undefined
    : 'access.denied';

/** Some rows of a file: parties that are made, or completed as the file says. One that has gone meanwhile stays gone. */
export const partyImport = defineCommand({
  name: 'party.import',
  args: z.object({ rows: z.array(entrySchema).min(1).max(MOST_IMPORT_ROWS) }),
  forbids,
  *run({ rows }, context) {
    for (const row of rows) {
      if ('create' in row) {
        yield* partyCreate.run(row.create, context);
        continue;
      }
      const { id, patch, contacts } = row.edit;
      if (!(yield* get(partyTable, id))) continue;
      if (patch !== null) yield* partyEdit.run(partyEdit.args.parse({ id, patch }), context);
      for (const contact of contacts) yield* insertContact(id, contact);
      if (contacts.length > 0) yield* flagSwitchboards(id);
    }
  },
});

const value = z.union([z.string(), z.number(), z.null()]);

const undoSchema = z.union([
  z.strictObject({ made: idSchema }),
  z.strictObject({
    changed: z.strictObject({
      id: idSchema,
      fields: z.record(z.string().max(41), z.strictObject({ was: value, now: value })),
      contacts: z.array(idSchema).max(50),
    }),
  }),
]);
export type UndoEntry = z.infer<typeof undoSchema>;

/**
 * Takes some rows of an import back: parties it made go with their contact points; fields it changed become what they
 * were where they still hold what the import wrote. The desk leaves out what has been used since.
 */
export const partyImportUndo = defineCommand({
  name: 'party.import-undo',
  args: z.object({ rows: z.array(undoSchema).min(1).max(MOST_IMPORT_ROWS) }),
  forbids,
  *run({ rows }) {
    for (const row of rows) {
      if ('made' in row) {
        for (const contact of yield* find(contactPointTable, { party_id: row.made }))
          yield* remove(contactPointTable, contact.id);
        if (yield* get(partyTable, row.made)) yield* remove(partyTable, row.made);
        continue;
      }
      const { id, fields, contacts } = row.changed;
      const party = yield* get(partyTable, id);
      if (!party) continue;
      const current: Readonly<Record<string, Value>> = { ...party };
      const patch: Record<string, Value> = {};
      for (const [name, { was, now }] of Object.entries(fields)) {
        if (Object.hasOwn(partyTable.columns, name) && (current[name] ?? null) === now) patch[name] = was;
      }
      if (Object.keys(patch).length > 0) yield* update(partyTable, id, patch);
      for (const contact of contacts)
        if (yield* get(contactPointTable, contact)) yield* remove(contactPointTable, contact);
    }
  },
});
