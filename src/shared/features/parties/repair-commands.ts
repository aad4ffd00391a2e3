import { z } from 'zod';
import { defineCommand } from '../../commands/command.ts';
import type { Actor } from '../../commands/command.ts';
import { idSchema } from '../../kernel/ref.ts';
import { get, remove, update } from '../../rows/steps.ts';
import { contactArgs, contactMark, insertContact } from './contact-commands.ts';
import { contactPointTable, partyTable } from './model.ts';
import { flagSwitchboards } from './switchboards.ts';

/** Rows of one command; what bounds it in truth is its size on the wire. */
export const MOST_REPAIRS = 300;

const { digits, stem, extension, fault } = contactArgs.shape;

const repairSchema = z.union([
  /** The text stays as it was typed; only what was read out of it changes. */
  z.strictObject({
    edit: z.strictObject({
      id: idSchema,
      digits,
      stem,
      extension: extension.unwrap(),
      fault: fault.unwrap(),
    }),
  }),
  z.strictObject({ add: z.strictObject({ partyId: idSchema, contact: contactArgs }) }),
  z.strictObject({ mark: contactMark.args }),
  z.strictObject({ remove: z.strictObject({ id: idSchema }) }),
]);

/** Many contact points at once: what has gone meanwhile stays gone, and keeps no other from being repaired. */
export const contactRepair = defineCommand({
  name: 'contact.repair',
  args: z.object({ rows: z.array(repairSchema).min(1).max(MOST_REPAIRS) }),
  forbids: ({ roles }: Actor): string | undefined =>
    roles.some((role) => role === 'lead' || role === 'steward' || role === 'admin')
      ? undefined
      : 'access.denied',
  *run({ rows }, context) {
    for (const row of rows) {
      if ('add' in row) {
        const { partyId, contact } = row.add;
        if (!(yield* get(partyTable, partyId))) continue;
        yield* insertContact(partyId, contact, context.at);
        yield* flagSwitchboards(partyId);
        continue;
      }
      const { id } = 'edit' in row ? row.edit : 'mark' in row ? row.mark : row.remove;
      const contact = yield* get(contactPointTable, id);
      if (!contact) continue;
      if ('edit' in row) {
        const { id: _, ...patch } = row.edit;
        yield* update(contactPointTable, id, patch);
        yield* flagSwitchboards(contact.party_id);
      } else if ('mark' in row) yield* contactMark.run(row.mark, context);
      else yield* remove(contactPointTable, id);
    }
  },
});
