import { z } from 'zod';
import { CommandError, defineCommand } from '../../commands/command.ts';
import type { CommandContext } from '../../commands/command.ts';
import { idSchema, refSchema } from '../../kernel/ref.ts';
import { addLink } from '../../links/links.ts';
import { get, insert, update } from '../../rows/steps.ts';
import type { Steps } from '../../rows/steps.ts';
import { usualDueAt } from './due.ts';
import {
  isBuiltInKind,
  NOBODY,
  TICKET_KINDS,
  TICKET_STATES,
  ticketGroupTable,
  ticketKindTable,
  ticketTable,
} from './model.ts';
import { ticketStateTable } from './states.ts';
import { parseTicketNumber } from './ticket-number.ts';

const time = z.int().nonnegative();

/** Exactly one of the two is given, the other is null. */
interface Owner {
  readonly ownerId: string | null;
  readonly groupId: string | null;
}

/** Who answers for a ticket, as its columns have it: a person or a group, and never nobody. */
function* ownedBy({ ownerId, groupId }: Owner): Steps<{ owner_id: string; group_id: string | null }> {
  if (ownerId === null && groupId === null)
    throw new CommandError('ticket.ownerless', 'a ticket belongs to a person or to a group');
  if (ownerId !== null && groupId !== null)
    throw new CommandError('ticket.two-owners', 'a ticket belongs to a person or to a group, not to both');
  if (groupId !== null && !(yield* get(ticketGroupTable, groupId)))
    throw new CommandError('ticket-group.gone', `no group ${groupId}`);
  return { owner_id: ownerId ?? NOBODY, group_id: groupId };
}

const openArgs = z.object({
  id: idSchema,
  number: z.string().refine((number) => parseTicketNumber(number) === number, 'check digit'),
  title: z.string().trim().min(1).max(200),
  kind: z.union([z.enum(TICKET_KINDS), idSchema]),
  partyId: idSchema,
  /** Who answers for it; null: `groupId` does. */
  ownerId: idSchema.nullable(),
  groupId: idSchema.nullable().optional(),
  dueAt: time,
  /** What it arose from, e.g. the call; linked in the same step. */
  from: z.object({ linkId: idSchema, ref: refSchema }).nullable(),
});

/** No ticket without somebody who answers for it, and none without a day it is due. */
export const ticketOpen = defineCommand({
  name: 'ticket.create@2',
  args: openArgs,
  run: open,
});

/**
 * As desks and programs of older versions open a ticket, taken for two releases. Where they name no day, it is due as
 * the form would have proposed (due.ts), by the clock of whoever opened it: the same on the desk and at the centre.
 */
export const ticketCreate = defineCommand({
  name: 'ticket.create',
  args: openArgs.extend({ dueAt: time.nullable() }),
  *run({ dueAt, ...args }, context) {
    yield* open({ ...args, dueAt: dueAt ?? usualDueAt(args.kind, context.at) }, context);
  },
});

function* open(
  { id, number, title, kind, partyId, ownerId, groupId = null, dueAt, from }: z.infer<typeof openArgs>,
  { actor, at }: CommandContext,
): Steps<void> {
  if (!isBuiltInKind(kind) && !(yield* get(ticketKindTable, kind)))
    throw new CommandError('ticket-kind.gone', `no kind ${kind}`);
  yield* insert(ticketTable, {
    id,
    number,
    title,
    kind,
    state: 'open',
    state_id: null,
    pending_until: null,
    party_id: partyId,
    ...(yield* ownedBy({ ownerId, groupId })),
    opened_by: actor.userId,
    opened_at: at,
    due_at: dueAt,
    closed_at: null,
    result: null,
    merged_into: null,
  });
  if (from) yield* addLink(from.linkId, from.ref, { type: 'ticket', id });
}

/** Somebody else answers for it from now on, or a group. */
export const ticketAssign = defineCommand({
  name: 'ticket.assign',
  args: z.object({ id: idSchema, ownerId: idSchema.nullable(), groupId: idSchema.nullable().optional() }),
  meansMergedRows: true,
  *run({ id, ownerId, groupId = null }) {
    yield* standing(id);
    yield* update(ticketTable, id, yield* ownedBy({ ownerId, groupId }));
  },
});

export const ticketSetState = defineCommand({
  name: 'ticket.set-state',
  args: z.object({
    id: idSchema,
    state: z.enum(TICKET_STATES),
    /** One of the house's own that counts as `state`, retired or not; left out or null: the built-in one. */
    stateId: idSchema.nullable().optional(),
    /** When one that waits is to be looked at again; left out or null: it is not told. */
    pendingUntil: time.nullable().optional(),
    result: z.string().max(2000).nullable(),
  }),
  // What has become part of another ticket is changed no more, and the other one is not meant.
  meansMergedRows: true,
  *run({ id, state, stateId = null, pendingUntil = null, result }, { at }) {
    yield* standing(id);
    if (pendingUntil !== null && state !== 'pending')
      throw new CommandError('ticket.not-waiting', `${state} waits for nothing`);
    const own = stateId === null ? undefined : yield* get(ticketStateTable, stateId);
    if (stateId !== null && !own) throw new CommandError('ticket-state.gone', `no state ${stateId}`);
    if (own && own.category !== state)
      throw new CommandError('ticket-state.other-category', `${stateId ?? ''} counts as ${own.category}`);
    yield* update(ticketTable, id, {
      ...{ state, state_id: stateId, result, pending_until: pendingUntil },
      closed_at: state === 'closed' ? at : null,
    });
  },
});

/** Refuses one that is gone or has become part of another: its changes are that one's. */
function* standing(id: string): Steps<void> {
  const ticket = yield* get(ticketTable, id);
  if (!ticket) throw new CommandError('ticket.gone', `no ticket ${id}`);
  if (ticket.merged_into !== null)
    throw new CommandError('ticket.merged', `${id} has become part of another ticket`);
}
