import { z } from 'zod';
import { OUTCOMES } from '../../calls/wrap-up.ts';
import type { WrapUp } from '../../calls/wrap-up.ts';
import { call, defineContract, returns } from '../../ipc/contract.ts';
import { idSchema } from '../../kernel/ref.ts';

/** One that was passed on and is not finished yet: nothing is lost between two desks. */
export interface PassedLine {
  readonly id: string;
  readonly toName: string;
  readonly partyName: string | null;
  /** For reading; null when withheld. */
  readonly number: string | null;
  readonly startedAt: number;
}

export const wrapUpContract = defineContract('wrap-up', {
  /** Unfinished ones, newest call first. */
  open: call(z.object({}), returns<readonly WrapUp[]>()),
  /** Called at every key; a local write, cheap. */
  save: call(
    z.object({
      id: idSchema,
      note: z.string().max(20_000).optional(),
      outcome: z.enum(OUTCOMES).nullable().optional(),
    }),
    returns<void>(),
  ),
  /** To a colleague, with what was written so far; the call has to be over. Throws AppError `wrap-up.gone`. */
  pass: call(z.object({ id: idSchema, toUserId: idSchema }), returns<{ readonly passedId: string }>()),
  /** Throws AppError `wrap-up.gone` when it is finished already. */
  takeBack: call(z.object({ passedId: idSchema }), returns<void>()),
  /** Passed on by whoever asks, newest call first. */
  passed: call(z.object({}), returns<readonly PassedLine[]>()),
  /** Note and outcome become the interaction's, and the wrap-up leaves the stack. */
  finish: call(z.object({ id: idSchema }), returns<void>()),
});
