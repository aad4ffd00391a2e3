import { z } from 'zod';
import { defineCommand } from '../../commands/command.ts';
import { idSchema } from '../../kernel/ref.ts';
import { insert } from '../../rows/steps.ts';
import { defineTable, optionalText, text } from '../../rows/table.ts';

/** The people of the house. A staff id is the same as the user id of that person's account on the centre. */
export const staffTable = defineTable('staff', {
  name: text(),
  /** How colleagues call them: the family name. */
  short_name: text(),
  /** Internal extension, digits. */
  extension: optionalText(),
  mail: optionalText(),
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
    yield* insert(staffTable, { id, name, short_name: shortName, extension, mail });
  },
});
