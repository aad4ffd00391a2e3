import { z } from 'zod';
import { CommandError, defineCommand } from '../../commands/command.ts';
import type { Actor } from '../../commands/command.ts';
import { idSchema } from '../../kernel/ref.ts';
import { get, insert, update } from '../../rows/steps.ts';
import { mayKeepKinds, ticketGroupTable } from './model.ts';

const name = z.string().trim().min(1).max(60);

const forbids = (actor: Actor): string | undefined =>
  mayKeepKinds(actor) ? undefined : 'ticket-group.not-allowed';

export const ticketGroupAdd = defineCommand({
  name: 'ticket-group.add',
  args: z.object({ id: idSchema, name }),
  forbids,
  *run({ id, name: called }) {
    yield* insert(ticketGroupTable, { id, name: called, retired: false });
  },
});

export const ticketGroupChange = defineCommand({
  name: 'ticket-group.change',
  args: z.object({ id: idSchema, name, retired: z.boolean() }),
  forbids,
  *run({ id, name: called, retired }) {
    if (!(yield* get(ticketGroupTable, id))) throw new CommandError('ticket-group.gone', `no group ${id}`);
    yield* update(ticketGroupTable, id, { name: called, retired });
  },
});
