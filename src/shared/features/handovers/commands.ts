import { z } from 'zod';
import { defineCommand } from '../../commands/command.ts';
import { idSchema } from '../../kernel/ref.ts';
import { find, insert, remove } from '../../rows/steps.ts';
import { handoverTable } from './model.ts';

/** The longest note that goes along; what follows is on the sheet. */
export const LONGEST_NOTE = 2_000;
/** Rows of the same person that are older are cleared away, ms. */
const KEPT_MS = 24 * 3_600_000;

/** "I pass them on to you": what the colleague's desk shows when its phone rings with this caller. */
export const handoverCreate = defineCommand({
  name: 'handover.create',
  args: z.object({
    id: idSchema,
    /** null: withheld. */
    number: z
      .string()
      .regex(/^[1-9]\d{0,19}$/)
      .nullable(),
    target: z.string().regex(/^[0-9*#+]{1,32}$/),
    fromExtension: z
      .string()
      .regex(/^\d{1,8}$/)
      .nullable(),
    partyId: idSchema.nullable(),
    note: z.string().max(LONGEST_NOTE),
    ticketId: idSchema.nullable(),
  }),
  *run({ id, number, target, fromExtension, partyId, note, ticketId }, { actor, at }) {
    for (const old of yield* find(handoverTable, { from_user: actor.userId }))
      if (old.sent_at < at - KEPT_MS) yield* remove(handoverTable, old.id);
    yield* insert(handoverTable, {
      id,
      number,
      target,
      from_user: actor.userId,
      from_extension: fromExtension,
      party_id: partyId,
      note,
      ticket_id: ticketId,
      sent_at: at,
    });
  },
});
