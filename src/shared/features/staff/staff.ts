import { z } from 'zod';
import { mayLead } from '../../access/leading.ts';
import { CommandError, defineCommand } from '../../commands/command.ts';
import { idSchema } from '../../kernel/ref.ts';
import { get, insert, update } from '../../rows/steps.ts';
import { defineTable, optionalInteger, optionalText, text } from '../../rows/table.ts';

/** The people of the house. A staff id is the same as the user id of that person's account on the centre. */
export const staffTable = defineTable('staff', {
  name: text(),
  /** How colleagues call them: the family name. */
  short_name: text(),
  /** Internal extension, digits. */
  extension: optionalText(),
  mail: optionalText(),
  /** Since when they no longer work here, ms. Nobody is deleted: what they did keeps their name. */
  left_at: optionalInteger(),
});

export const staffCreate = defineCommand({
  name: 'staff.create',
  args: z.object({
    id: idSchema,
    name: z.string().trim().min(1).max(200),
    shortName: z.string().trim().min(1).max(80),
    extension: z
      .string()
      .regex(/^\d{1,8}$/)
      .nullable(),
    mail: z.email().max(200).nullable(),
  }),
  forbids: (actor) => (actor.roles.includes('admin') ? undefined : 'staff.admin-only'),
  *run({ id, name, shortName, extension, mail }) {
    yield* insert(staffTable, { id, name, short_name: shortName, extension, mail, left_at: null });
  },
});

/** Somebody leaves, or is back. The account at the centre is the operator's matter; here they are offered for nothing new. */
export const staffSetLeft = defineCommand({
  name: 'staff.set-left',
  args: z.object({ id: idSchema, left: z.boolean() }),
  forbids: (actor) => (mayLead(actor) ? undefined : 'staff.lead-only'),
  *run({ id, left }, { at }) {
    const member = yield* get(staffTable, id);
    if (!member) throw new CommandError('staff.gone', `no staff ${id}`);
    if (left === (member.left_at !== null)) return;
    yield* update(staffTable, id, { left_at: left ? at : null });
  },
});
