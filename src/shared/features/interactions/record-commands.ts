import { z } from 'zod';
import { CommandError, defineCommand, ForbiddenError } from '../../commands/command.ts';
import type { Actor } from '../../commands/command.ts';
import { OUTCOMES } from '../../calls/wrap-up.ts';
import { idSchema, refSchema } from '../../kernel/ref.ts';
import { withoutUndefined } from '../../kernel/without-undefined.ts';
import { addLink, linkTable } from '../../links/links.ts';
import { removeParts } from '../../rows/parts.ts';
import { find, get, insert, remove, update } from '../../rows/steps.ts';
import type { Steps } from '../../rows/steps.ts';
import type { Row } from '../../rows/table.ts';
import { checkComplete } from './complete.ts';
import {
  DIRECTIONS,
  INTERACTION_TYPES,
  interactionTable,
  PARTICIPANT_ROLES,
  participantTable,
} from './model.ts';
import { addParticipant } from './participant-commands.ts';

const time = z.int().nonnegative();
const line = z.string().trim().max(2_000);
const MOST_OTHERS = 50;

const isSteward = ({ roles }: Actor): boolean => roles.includes('steward') || roles.includes('admin');

/**
 * Anything that is not a call of the desk: a visit, a meeting, a mail, a letter, a form, a message, a note; also what an
 * import brings. What it belongs to is linked in the same step, so that no list of protocols ever misses it.
 */
export const interactionRecord = defineCommand({
  name: 'interaction.record',
  args: z.object({
    id: idSchema,
    type: z.enum(INTERACTION_TYPES),
    direction: z.enum(DIRECTIONS),
    partyId: idSchema,
    staffId: idSchema.optional(),
    occurredAt: time,
    /** false: only the day is known. */
    timeKnown: z.boolean().optional(),
    endedAt: time.nullable().optional(),
    outcome: z.enum(OUTCOMES).nullable(),
    number: z.string().max(40).nullable().optional(),
    body: z.string().max(20_000),
    result: line.nullable().optional(),
    nextStep: line.nullable().optional(),
    participants: z
      .array(z.object({ id: idSchema, partyId: idSchema, role: z.enum(PARTICIPANT_ROLES) }))
      .max(MOST_OTHERS)
      .optional(),
    /** Tickets, tasks, projects, campaigns. */
    links: z
      .array(z.object({ linkId: idSchema, to: refSchema }))
      .max(MOST_OTHERS)
      .optional(),
  }),
  // An entry in somebody else's name is a data steward's or an import's, never an agent's.
  forbids: (actor, { staffId }) =>
    staffId === undefined || staffId === actor.userId || isSteward(actor)
      ? undefined
      : 'interaction.foreign-author',
  *run(args, { actor }) {
    const isCall = args.type === 'call';
    const entry = {
      id: args.id,
      type: args.type,
      direction: args.direction,
      party_id: args.partyId,
      staff_id: args.staffId ?? actor.userId,
      occurred_at: args.occurredAt,
      answered_at: isCall ? args.occurredAt : null,
      ended_at: args.endedAt ?? null,
      end_reason: isCall ? ('completed' as const) : null,
      number: args.number ?? null,
      queue: null,
      call_key: null,
      outcome: args.outcome,
      body: args.body,
      time_known: args.timeKnown ?? true,
      result: args.result || null,
      next_step: args.nextStep || null,
    };
    checkComplete(entry);
    yield* insert(interactionTable, entry);
    for (const { id, partyId, role } of args.participants ?? [])
      yield* addParticipant({ id, interactionId: args.id, partyId, role });
    for (const { linkId, to } of args.links ?? [])
      yield* addLink(linkId, { type: interactionTable.name, id: args.id }, to);
  },
});

/**
 * Corrects an entry; what is left out stays. Its author stays whoever it was: who changed it, the history tells. What the
 * phone system saw of a call is nobody's to correct.
 */
export const interactionEdit = defineCommand({
  name: 'interaction.edit',
  args: z.object({
    id: idSchema,
    patch: z
      .strictObject({
        type: z.enum(INTERACTION_TYPES),
        direction: z.enum(DIRECTIONS),
        party_id: idSchema,
        occurred_at: time,
        time_known: z.boolean(),
        outcome: z.enum(OUTCOMES).nullable(),
        body: z.string().max(20_000),
        result: line.nullable(),
        next_step: line.nullable(),
      })
      .partial()
      .refine((patch) => Object.keys(patch).length > 0, 'nothing to change'),
  }),
  *run({ id, patch: given }) {
    const before = yield* theEntry(id);
    const patch = withoutUndefined(given);
    const changes = (field: 'type' | 'direction' | 'occurred_at' | 'time_known'): boolean =>
      patch[field] !== undefined && patch[field] !== before[field];
    const becomes = patch.type ?? before.type;
    const isTold = !isSeen(before) && (!changes('type') || (before.type !== 'call' && becomes !== 'call'));
    if (!isTold && (['type', 'direction', 'occurred_at', 'time_known'] as const).some(changes))
      throw new CommandError('interaction.call-facts', `what was seen of call ${id} stays`);
    checkComplete({ ...before, ...patch });
    const movesCall = before.type === 'call' && patch.occurred_at !== undefined;
    yield* update(interactionTable, id, { ...patch, ...(movesCall && { answered_at: patch.occurred_at }) });
  },
});

/** Undo of {@link interactionRecord}: it was entered by mistake, so nothing of it stays, its links and its parts neither. */
export const interactionWithdraw = defineCommand({
  name: 'interaction.withdraw',
  args: z.object({ id: idSchema }),
  *run({ id }, { actor, tables }) {
    const entry = yield* get(interactionTable, id);
    if (!entry) return;
    if (entry.staff_id !== actor.userId && !isSteward(actor))
      throw new ForbiddenError('interaction.foreign-author', `${id} is not ${actor.userId}'s`);
    if (isSeen(entry))
      throw new CommandError('interaction.call-facts', `call ${id} was seen by the phone system`);
    for (const { id: participant } of yield* find(participantTable, { interaction_id: id }))
      yield* remove(participantTable, participant);
    for (const link of yield* find(linkTable, { from_id: id })) yield* remove(linkTable, link.id);
    yield* removeParts(tables, { type: interactionTable.name, id });
    yield* remove(interactionTable, id);
  },
});

/** A call that was entered by hand begins with its answer; what the phone system saw has rung before. */
const isSeen = ({ type, answered_at, occurred_at }: Row<typeof interactionTable>): boolean =>
  type === 'call' && answered_at !== occurred_at;

function* theEntry(id: string): Steps<Row<typeof interactionTable>> {
  const entry = yield* get(interactionTable, id);
  if (!entry) throw new CommandError('interaction.gone', `no interaction ${id}`);
  return entry;
}
