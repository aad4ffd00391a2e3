import { z } from 'zod';
import { OUTCOMES } from '../../calls/wrap-up.ts';
import type { WrapUp } from '../../calls/wrap-up.ts';
import { call, defineContract, returns } from '../../ipc/contract.ts';
import { idSchema } from '../../kernel/ref.ts';

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
  /** Note and outcome become the interaction's, and the wrap-up leaves the stack. */
  finish: call(z.object({ id: idSchema }), returns<void>()),
});
