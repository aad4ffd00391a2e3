import { z } from 'zod';
import { CommandError, defineCommand } from '../../commands/command.ts';
import { idSchema } from '../../kernel/ref.ts';
import { get, insert, update } from '../../rows/steps.ts';
import { DUTY_ENDS, dutySessionTable } from './model.ts';

/** Whoever acts is on duty: nobody can be put there by somebody else. */
export const dutyBegin = defineCommand({
  name: 'duty.begin',
  args: z.object({ id: idSchema, deskId: idSchema, deskName: z.string().trim().min(1).max(200) }),
  *run({ id, deskId, deskName }, { actor, at }) {
    yield* insert(dutySessionTable, {
      id,
      staff_id: actor.userId,
      desk_id: deskId,
      desk_name: deskName,
      began_at: at,
      ended_at: null,
      ended_how: null,
    });
  },
});

/** Ended once: what is said of it later changes nothing. */
export const dutyEnd = defineCommand({
  name: 'duty.end',
  args: z.object({ id: idSchema, how: z.enum(DUTY_ENDS) }),
  *run({ id, how }, { actor, at }) {
    const duty = yield* get(dutySessionTable, id);
    if (duty?.staff_id !== actor.userId)
      throw new CommandError('duty.not-yours', `no duty ${id} of ${actor.userId}`);
    if (duty.ended_at === null) yield* update(dutySessionTable, id, { ended_at: at, ended_how: how });
  },
});
