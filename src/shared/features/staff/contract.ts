import { z } from 'zod';
import { call, defineContract, returns } from '../../ipc/contract.ts';

/** Somebody of the house who can be reached. */
export interface Colleague {
  readonly id: string;
  readonly name: string;
  readonly extension: string;
}

export const staffContract = defineContract('staff', {
  /** Those with an extension whose name or extension has the text in it, by name; never oneself. */
  colleagues: call(
    z.object({ text: z.string().max(60), limit: z.int().min(1).max(50) }),
    returns<readonly Colleague[]>(),
  ),
});
