import { z } from 'zod';
import { CommandError, defineCommand } from '../../commands/command.ts';
import type { Actor } from '../../commands/command.ts';
import { idSchema } from '../../kernel/ref.ts';
import { find, get, insert, update } from '../../rows/steps.ts';
import type { Steps } from '../../rows/steps.ts';
import type { Row } from '../../rows/table.ts';
import { mayKeepKinds, TICKET_STATES } from './model.ts';
import type { TicketState } from './model.ts';
import { STATE_COLOURS, ticketStateTable } from './states.ts';

const stateName = z.string().trim().min(1).max(60).nullable();
const colour = z.enum(STATE_COLOURS);
const position = z.int().min(0).max(100_000);
const MOST_STATES = 100;

const forbids = (actor: Actor): string | undefined =>
  mayKeepKinds(actor) ? undefined : 'ticket-state.not-allowed';

/** A state of the house's own, or what the house has decided of a built-in one: one row for each of those. */
export const ticketStateAdd = defineCommand({
  name: 'ticket-state.add',
  args: z.object({
    id: idSchema,
    name: stateName,
    builtIn: z.enum(TICKET_STATES).nullable(),
    category: z.enum(TICKET_STATES),
    colour,
    position,
  }),
  forbids,
  *run({ id, name, builtIn, category, colour: tone, position: at }, { scopeId }) {
    if (name === null && builtIn === null)
      throw new CommandError('ticket-state.nameless', 'a state of the house has a name');
    if (builtIn !== null && builtIn !== category)
      throw new CommandError('ticket-state.other-category', `${builtIn} counts as itself`);
    const same = builtIn === null ? undefined : yield* rowOf(builtIn, scopeId);
    if (same && same.id !== id)
      throw new CommandError('ticket-state.exists', `there is a row for ${builtIn ?? ''}`);
    const row = { name, built_in: builtIn, category, colour: tone, position: at, retired: false };
    yield* insert(ticketStateTable, { id, ...row });
  },
});

/** Another category is another state: tickets that have it would count as something else overnight. */
export const ticketStateChange = defineCommand({
  name: 'ticket-state.change',
  args: z.object({ id: idSchema, name: stateName, colour, retired: z.boolean() }),
  forbids,
  *run({ id, name, colour: tone, retired }) {
    const state = yield* get(ticketStateTable, id);
    if (!state) throw new CommandError('ticket-state.gone', `no state ${id}`);
    if (name === null && state.built_in === null)
      throw new CommandError('ticket-state.nameless', 'a state of the house has a name');
    if (retired && state.built_in !== null)
      throw new CommandError('ticket-state.built-in', `${state.built_in} stays`);
    yield* update(ticketStateTable, id, { name, colour: tone, retired });
  },
});

/** Which comes where among those that count as the same, all at once. `id` is for a built-in one without a row. */
export const ticketStateArrange = defineCommand({
  name: 'ticket-state.arrange',
  args: z.object({
    states: z
      .array(z.object({ id: idSchema, builtIn: z.enum(TICKET_STATES).nullable(), position }))
      .min(1)
      .max(MOST_STATES),
  }),
  forbids,
  *run({ states }, { scopeId }) {
    for (const { id, builtIn, position: at } of states) {
      const row = builtIn === null ? yield* get(ticketStateTable, id) : yield* rowOf(builtIn, scopeId);
      if (row) yield* update(ticketStateTable, row.id, { position: at });
      else if (builtIn === null) throw new CommandError('ticket-state.gone', `no state ${id}`);
      else {
        const fields = { name: null, built_in: builtIn, category: builtIn, retired: false };
        yield* insert(ticketStateTable, { id, ...fields, colour: 'plain', position: at });
      }
    }
  },
});

/** What the house of this scope has decided of a built-in state. */
function* rowOf(builtIn: TicketState, scopeId: string): Steps<Row<typeof ticketStateTable> | undefined> {
  const rows = yield* find(ticketStateTable, { built_in: builtIn });
  return rows.find((row) => row.scope_id === scopeId);
}
