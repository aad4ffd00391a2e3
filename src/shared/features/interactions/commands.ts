import { z } from 'zod';
import { CommandError, defineCommand } from '../../commands/command.ts';
import { idSchema } from '../../kernel/ref.ts';
import { find, get, insert, update } from '../../rows/steps.ts';
import { OUTCOMES } from '../../calls/wrap-up.ts';
import type { Outcome } from '../../calls/wrap-up.ts';
import { checkComplete } from './complete.ts';
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

/** What only a person who enters something tells. */
const UNTOLD = { time_known: true, result: null, next_step: null } as const;

/**
 * A call of this desk is answered, dialled, or was missed. The author is whoever sits at the desk; where two desks watch
 * one phone, or a desk found the call again after a crash, whoever was first.
 */
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
    const known = yield* get(interactionTable, args.id);
    if (known) {
      // Lost sight of, and found again.
      if (known.end_reason === 'unobserved' && args.endedAt === null)
        yield* update(interactionTable, args.id, { ended_at: null, end_reason: null });
      return;
    }
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
      ...UNTOLD,
    });
  },
});

/** Two desks that watch one phone tell the same end: the first is kept, unless it was a loss of sight. */
export const interactionEndCall = defineCommand({
  name: 'interaction.end-call',
  args: z.object({ id: idSchema, answeredAt: time.nullable(), endedAt: time, endReason: endReasons }),
  *run({ id, answeredAt, endedAt, endReason }) {
    const call = yield* get(interactionTable, id);
    const isKnown = call !== undefined && call.end_reason !== null && call.end_reason !== 'unobserved';
    if (isKnown || (call && call.end_reason === endReason)) return;
    yield* update(interactionTable, id, {
      ...((call?.answered_at ?? null) === null && { answered_at: answeredAt }),
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
    const known = yield* get(interactionTable, id);
    if (!known) throw new CommandError('interaction.gone', `no interaction ${id}`);
    checkComplete({
      ...known,
      ...(partyId !== undefined && { party_id: partyId }),
      ...(outcome !== undefined && { outcome }),
      ...(body !== undefined && { body }),
    });
    yield* update(interactionTable, id, {
      ...(partyId !== undefined && { party_id: partyId }),
      ...(outcome !== undefined && { outcome }),
      ...(body !== undefined && { body }),
    });
  },
});

/**
 * The agent's last word on a call. What somebody else has said of it already is not touched: then this becomes an entry
 * of its own, under `ownId`. Where the call itself never got into the log, it is entered now.
 */
export const interactionFinish = defineCommand({
  name: 'interaction.finish',
  args: z.object({
    id: idSchema,
    ownId: idSchema,
    direction: z.enum(['in', 'out']),
    partyId: idSchema.nullable(),
    number: z.string().max(40).nullable(),
    startedAt: time,
    endedAt: time.nullable(),
    outcome: z.enum(OUTCOMES).nullable(),
    body: z.string().max(20_000),
  }),
  *run(args, { actor }) {
    const { id, ownId, outcome, body } = args;
    const call = yield* get(interactionTable, id);
    if (!call) {
      yield* insert(interactionTable, {
        ...said(args, actor.userId),
        id,
        type: 'call',
        direction: args.direction,
        party_id: args.partyId,
        occurred_at: args.startedAt,
        ended_at: args.endedAt,
        end_reason: args.endedAt === null ? null : 'unobserved',
        number: args.number,
      });
      return;
    }
    const isFree =
      (body === '' || call.body === '' || call.body === body) &&
      (outcome === null || call.outcome === null || call.outcome === outcome);
    if (isFree) {
      const isNew = { outcome: outcome !== null && !call.outcome, body: body !== '' && !call.body };
      if (isNew.outcome || isNew.body)
        yield* update(interactionTable, id, {
          ...(isNew.outcome && { outcome }),
          ...(isNew.body && { body }),
        });
    } else if (yield* get(interactionTable, ownId)) {
      yield* update(interactionTable, ownId, { outcome, body });
    } else {
      yield* insert(interactionTable, {
        ...said(args, actor.userId),
        id: ownId,
        party_id: call.party_id,
        occurred_at: call.occurred_at,
      });
    }
  },
});

function said(
  { outcome, body }: { readonly outcome: Outcome | null; readonly body: string },
  userId: string,
) {
  return {
    type: 'note' as const,
    direction: 'none' as const,
    party_id: null,
    staff_id: userId,
    answered_at: null,
    ended_at: null,
    end_reason: null,
    number: null,
    queue: null,
    call_key: null,
    outcome,
    body,
    ...UNTOLD,
  };
}
