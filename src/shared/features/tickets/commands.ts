import { z } from 'zod';
import { CommandError, defineCommand } from '../../commands/command.ts';
import { idSchema, refSchema } from '../../kernel/ref.ts';
import { addLink } from '../../links/links.ts';
import { get, insert, update } from '../../rows/steps.ts';
import { isBuiltInKind, TICKET_KINDS, TICKET_STATES, ticketKindTable, ticketTable } from './model.ts';
import { ticketStateTable } from './states.ts';
import { parseTicketNumber } from './ticket-number.ts';

const time = z.int().nonnegative();

export const ticketCreate = defineCommand({
  name: 'ticket.create',
  args: z.object({
    id: idSchema,
    number: z.string().refine((number) => parseTicketNumber(number) === number, 'check digit'),
    title: z.string().trim().min(1).max(200),
    kind: z.union([z.enum(TICKET_KINDS), idSchema]),
    partyId: idSchema,
    ownerId: idSchema,
    dueAt: time.nullable(),
    /** What it arose from, e.g. the call; linked in the same step. */
    from: z.object({ linkId: idSchema, ref: refSchema }).nullable(),
  }),
  *run({ id, number, title, kind, partyId, ownerId, dueAt, from }, { actor, at }) {
    if (!isBuiltInKind(kind) && !(yield* get(ticketKindTable, kind)))
      throw new CommandError('ticket-kind.gone', `no kind ${kind}`);
    yield* insert(ticketTable, {
      id,
      number,
      title,
      kind,
      state: 'open',
      state_id: null,
      party_id: partyId,
      owner_id: ownerId,
      opened_by: actor.userId,
      opened_at: at,
      due_at: dueAt,
      closed_at: null,
      result: null,
    });
    if (from) yield* addLink(from.linkId, from.ref, { type: 'ticket', id });
  },
});

/** Somebody else answers for it from now on. */
export const ticketAssign = defineCommand({
  name: 'ticket.assign',
  args: z.object({ id: idSchema, ownerId: idSchema }),
  *run({ id, ownerId }) {
    if (!(yield* get(ticketTable, id))) throw new CommandError('ticket.gone', `no ticket ${id}`);
    yield* update(ticketTable, id, { owner_id: ownerId });
  },
});

export const ticketSetState = defineCommand({
  name: 'ticket.set-state',
  args: z.object({
    id: idSchema,
    state: z.enum(TICKET_STATES),
    /** One of the house's own that counts as `state`, retired or not; left out or null: the built-in one. */
    stateId: idSchema.nullable().optional(),
    result: z.string().max(2000).nullable(),
  }),
  *run({ id, state, stateId = null, result }, { at }) {
    if (!(yield* get(ticketTable, id))) throw new CommandError('ticket.gone', `no ticket ${id}`);
    const own = stateId === null ? undefined : yield* get(ticketStateTable, stateId);
    if (stateId !== null && !own) throw new CommandError('ticket-state.gone', `no state ${stateId}`);
    if (own && own.category !== state)
      throw new CommandError('ticket-state.other-category', `${stateId ?? ''} counts as ${own.category}`);
    const closedAt = state === 'closed' ? at : null;
    yield* update(ticketTable, id, { state, state_id: stateId, result, closed_at: closedAt });
  },
});
