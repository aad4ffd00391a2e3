import { z } from 'zod';
import { call, defineContract, returns } from '../../ipc/contract.ts';

export interface HouseLine {
  readonly id: string;
  readonly line: string;
  /** Empty: the line stands for itself. */
  readonly name: string;
  readonly greeting: string;
}

export const linesContract = defineContract('lines', {
  /** By line. */
  list: call(z.object({}), returns<readonly HouseLine[]>()),
  /** Of the line a call came in through: its queue's, else the dialled number's; null: nothing is said of either. */
  ofCall: call(
    z.object({ queue: z.string().max(200).optional(), dialled: z.string().max(200).optional() }),
    returns<HouseLine | null>(),
  ),
});
