import { z } from 'zod';
import { isKept } from '../../access/kept-scope.ts';
import { CommandError, defineCommand } from '../../commands/command.ts';
import { idSchema } from '../../kernel/ref.ts';
import { get, insert } from '../../rows/steps.ts';
import { defineTable, integer, refTo, text } from '../../rows/table.ts';
import { ticketTable } from './model.ts';

/** Names and addresses as the phone book has them: one address, nothing that could end a header or add another. */
export const MAIL_ADDRESS = /^[^\s@,;:<>"'()[\]\\?&=%]{1,64}@[^\s@,;:<>"'()[\]\\?&=%]{1,190}$/u;

/** That a mail about a ticket was drafted for somebody. What became of the draft only the mail program knows. */
export const ticketHandOverTable = defineTable('ticket_hand_over', {
  ticket_id: refTo('ticket', text()),
  to_name: text(),
  to_mail: text(),
  handed_by: text(),
  handed_at: integer(),
});

export const ticketHandOver = defineCommand({
  name: 'ticket.hand-over',
  args: z.object({
    id: idSchema,
    ticketId: idSchema,
    toName: z.string().trim().max(200),
    toMail: z.string().max(255).regex(MAIL_ADDRESS),
  }),
  *run({ id, ticketId, toName, toMail }, { actor, at }) {
    if (yield* get(ticketHandOverTable, id)) return;
    const ticket = yield* get(ticketTable, ticketId);
    if (!ticket) throw new CommandError('ticket.gone', `no ticket ${ticketId}`);
    if (isKept(ticket.scope_id))
      throw new CommandError('ticket.kept', `${ticketId} is of somebody whose data is only kept`);
    yield* insert(ticketHandOverTable, {
      ...{ id, scope_id: ticket.scope_id, ticket_id: ticketId, to_name: toName, to_mail: toMail },
      ...{ handed_by: actor.userId, handed_at: at },
    });
  },
});
