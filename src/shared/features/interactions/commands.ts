import { z } from 'zod';
import { CommandError, defineCommand } from '../../commands/command.ts';
import { idSchema } from '../../kernel/ref.ts';
import { find, get, insert, update } from '../../rows/steps.ts';
import { OUTCOMES } from '../../calls/wrap-up.ts';
import { interactionTable } from './model.ts';

const time = z.int().nonnegative();
const endReasons = z.enum([
  'completed',
  'missed-caller',
  'missed-no-answer',
  'busy',
  'rejected',
  'answered-elsewhere',
  'picked-up',
  'forwarded',
  'transferred',
  'failed',
  'unobserved',
]);

/** A call of this desk is answered, dialled, or was missed. The author is whoever sits at the desk. */
export const interactionLogCall = defineCommand({
  name: 'interaction.log-call',
  args: z.object({
    id: idSchema,
    direction: z.enum(['in', 'out']),
    partyId: idSchema.nullable(),
    occurredAt: time,
    answeredAt: time.nullable(),
    endedAt: time.nullable(),
    endReason: endReasons.nullable(),
    number: z.string().max(40).nullable(),
    queue: z.string().max(80).nullable(),
    callKey: z.string().max(120).nullable(),
  }),
  *run(args, { actor }) {
    const missed = args.answeredAt === null && args.direction === 'in';
    // Several phones of a ring group miss one caller: one entry, whoever's desk is first.
    if (missed && args.callKey && (yield* find(interactionTable, { call_key: args.callKey })).length > 0)
      return;
    yield* insert(interactionTable, {
      id: args.id,
      type: 'call',
      direction: args.direction,
      party_id: args.partyId,
      staff_id: actor.userId,
      occurred_at: args.occurredAt,
      answered_at: args.answeredAt,
      ended_at: args.endedAt,
      end_reason: args.endReason,
      number: args.number,
      queue: args.queue,
      call_key: args.callKey,
      outcome: null,
      body: '',
    });
  },
});

export const interactionEndCall = defineCommand({
  name: 'interaction.end-call',
  args: z.object({ id: idSchema, answeredAt: time.nullable(), endedAt: time, endReason: endReasons }),
  *run({ id, answeredAt, endedAt, endReason }) {
    yield* update(interactionTable, id, {
      answered_at: answeredAt,
      ended_at: endedAt,
      end_reason: endReason,
    });
  },
});

/** What the agent adds: whose call it was, what came of it, the note. Fields left out stay as they are. */
export const interactionDescribe = defineCommand({
  name: 'interaction.describe',
  args: z.object({
    id: idSchema,
    partyId: idSchema.nullable().optional(),
    outcome: z.enum(OUTCOMES).nullable().optional(),
    body: z.string().max(20_000).optional(),
  }),
  *run({ id, partyId, outcome, body }) {
    if (!(yield* get(interactionTable, id)))
      throw new CommandError('interaction.gone', `no interaction ${id}`);
    yield* update(interactionTable, id, {
      ...(partyId !== undefined && { party_id: partyId }),
      ...(outcome !== undefined && { outcome }),
      ...(body !== undefined && { body }),
    });
  },
});

/** Anything that is not a call of the desk: a visit, a mail, a letter, a note; also what an import brings. */
export const interactionRecord = defineCommand({
  name: 'interaction.record',
  args: z.object({
    id: idSchema,
    type: z.enum(['call', 'visit', 'mail', 'letter', 'note']),
    direction: z.enum(['in', 'out', 'none']),
    partyId: idSchema,
    staffId: idSchema.optional(),
    occurredAt: time,
    endedAt: time.nullable().optional(),
    outcome: z.enum(OUTCOMES).nullable(),
    number: z.string().max(40).nullable().optional(),
    body: z.string().max(20_000),
  }),
  // An entry in somebody else's name is a data steward's or an import's, never an agent's.
  forbids: (actor, { staffId }) =>
    staffId === undefined ||
    staffId === actor.userId ||
    actor.roles.includes('steward') ||
    actor.roles.includes('admin')
      ? undefined
      : 'interaction.foreign-author',
  *run(args, { actor }) {
    yield* insert(interactionTable, {
      id: args.id,
      type: args.type,
      direction: args.direction,
      party_id: args.partyId,
      staff_id: args.staffId ?? actor.userId,
      occurred_at: args.occurredAt,
      answered_at: args.type === 'call' ? args.occurredAt : null,
      ended_at: args.endedAt ?? null,
      end_reason: args.type === 'call' ? 'completed' : null,
      number: args.number ?? null,
      queue: null,
      call_key: null,
      outcome: args.outcome,
      body: args.body,
    });
  },
});
