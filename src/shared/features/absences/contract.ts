import { z } from 'zod';
import { call, defineContract, returns } from '../../ipc/contract.ts';

export interface AbsenceLine {
  readonly id: string;
  readonly staffId: string;
  readonly staffName: string;
  readonly deputyId: string;
  readonly deputyName: string;
  readonly fromAt: number;
  /** The first moment they are back, ms. */
  readonly untilAt: number;
  /** Away at this moment. */
  readonly isNow: boolean;
  /** Who does the work now; null: the deputy and whoever stands in for them are away as well. Of one to come, null. */
  readonly doneBy: string | null;
  readonly mine: boolean;
}

export const absencesContract = defineContract('absences', {
  /** That hold or are to come, soonest first. */
  upcoming: call(z.object({}), returns<readonly AbsenceLine[]>()),
});
