import { z } from 'zod';
import { mayLead } from '../../access/leading.ts';
import { OUTCOMES } from '../../calls/wrap-up.ts';
import { CommandError, defineCommand } from '../../commands/command.ts';
import { idSchema } from '../../kernel/ref.ts';
import { get, insert, remove } from '../../rows/steps.ts';
import { passedWrapUpTable } from './model.ts';

/** `id` is its own: a call may be passed on, come back, and be passed on again. */
export const wrapUpPass = defineCommand({
  name: 'wrap-up.pass',
  args: z.object({
    id: idSchema,
    callId: idSchema,
    toUserId: idSchema,
    outcome: z.enum(OUTCOMES).nullable(),
    note: z.string().max(20_000),
  }),
  *run({ callId, toUserId, ...rest }, { actor, at }) {
    if (toUserId === actor.userId)
      throw new CommandError('wrap-up.to-self', 'a wrap-up is passed on to somebody else');
    yield* insert(passedWrapUpTable, {
      ...{ ...rest, call_id: callId, to_user: toUserId },
      ...{ from_user: actor.userId, passed_at: at },
    });
  },
});

/**
 * Finished by whoever got it, taken back by whoever passed it on, or given to a third by who leads, where whoever got it
 * leaves. One that is gone already is no error.
 */
export const wrapUpSettle = defineCommand({
  name: 'wrap-up.settle',
  args: z.object({ id: idSchema }),
  *run({ id }, { actor }) {
    const passed = yield* get(passedWrapUpTable, id);
    if (!passed) return;
    if (!mayLead(actor) && ![passed.from_user, passed.to_user].includes(actor.userId))
      throw new CommandError('wrap-up.not-yours', `${id} is between two others`);
    yield* remove(passedWrapUpTable, id);
  },
});
