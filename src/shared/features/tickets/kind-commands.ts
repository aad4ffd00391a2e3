import { z } from 'zod';
import { CommandError, defineCommand } from '../../commands/command.ts';
import { idSchema } from '../../kernel/ref.ts';
import { find, get, insert, update } from '../../rows/steps.ts';
import { mayKeepKinds, TICKET_KINDS, ticketKindTable } from './model.ts';

const kindName = z.string().trim().min(1).max(60).nullable();

/** A kind of the house's own, or what the house has decided of a built-in one: one row for each of those. */
export const ticketKindAdd = defineCommand({
  name: 'ticket-kind.add',
  args: z.object({
    id: idSchema,
    name: kindName,
    builtIn: z.enum(TICKET_KINDS).nullable(),
    retired: z.boolean(),
  }),
  forbids: (actor) => (mayKeepKinds(actor) ? undefined : 'ticket-kind.not-allowed'),
  *run({ id, name, builtIn, retired }, { scopeId }) {
    if (name === null && builtIn === null)
      throw new CommandError('ticket-kind.nameless', 'a kind of the house has a name');
    const same = builtIn === null ? [] : yield* find(ticketKindTable, { built_in: builtIn });
    if (same.some((row) => row.scope_id === scopeId && row.id !== id))
      throw new CommandError('ticket-kind.exists', `there is a row for ${builtIn ?? ''}`);
    yield* insert(ticketKindTable, { id, name, built_in: builtIn, retired });
  },
});

export const ticketKindChange = defineCommand({
  name: 'ticket-kind.change',
  args: z.object({ id: idSchema, name: kindName, retired: z.boolean() }),
  forbids: (actor) => (mayKeepKinds(actor) ? undefined : 'ticket-kind.not-allowed'),
  *run({ id, name, retired }) {
    const kind = yield* get(ticketKindTable, id);
    if (!kind) throw new CommandError('ticket-kind.gone', `no kind ${id}`);
    if (name === null && kind.built_in === null)
      throw new CommandError('ticket-kind.nameless', 'a kind of the house has a name');
    yield* update(ticketKindTable, id, { name, retired });
  },
});
