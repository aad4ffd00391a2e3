import { z } from 'zod';
import { call, defineContract, returns } from '../../ipc/contract.ts';
import type { CallerCard } from '../../calls/live-call.ts';
import { idSchema } from '../../kernel/ref.ts';

/** Somebody of the house who can be reached. */
export interface Colleague {
  readonly id: string;
  readonly name: string;
  readonly extension: string;
}

export interface StaffMemberLine {
  readonly id: string;
  readonly name: string;
  /** ms; null: works here. */
  readonly leftAt: number | null;
  /** Things of all features that are open and theirs. */
  readonly openWork: number;
}

/** What somebody still has to do, of one kind: tasks, tickets. */
export interface OpenWork {
  readonly type: string;
  readonly items: readonly CallerCard[];
}

export const staffContract = defineContract('staff', {
  /** Those with an extension whose name or extension has the text in it, by name; never oneself. */
  colleagues: call(
    z.object({ text: z.string().max(60), limit: z.int().min(1).max(50) }),
    returns<readonly Colleague[]>(),
  ),
  /** All of the house by name, those who have left included. */
  everybody: call(z.object({}), returns<readonly StaffMemberLine[]>()),
  openWork: call(z.object({ staffId: idSchema }), returns<readonly OpenWork[]>()),
  /**
   * Everything open of one becomes the other's; answers how many things that were. Throws AppError `staff.lead-only`,
   * and `staff.same` where nobody else takes over.
   */
  handOver: call(z.object({ fromId: idSchema, toId: idSchema }), returns<number>()),
});
