import { z } from 'zod';
import { call, defineContract, returns } from '../../ipc/contract.ts';
import { idSchema } from '../../kernel/ref.ts';
import type { HandoverRule } from './match.ts';

/** What a colleague sent along with a caller. */
export interface HandoverView {
  readonly fromName: string;
  readonly partyId: string | null;
  /** null as well when this desk does not hold the party. */
  readonly partyName: string | null;
  readonly note: string;
  readonly ticket: { readonly number: string; readonly title: string } | null;
  readonly rule: HandoverRule;
  /** When this desk heard of it, ms. */
  readonly heardAt: number;
}

/** Changes with the table `handover` and with this name: a call may ring after its row has come. */
export const HANDED_OVER = 'handed_over';

export const handoversContract = defineContract('handovers', {
  /** Of a live call; null: nobody passed it on, or it did not reach this desk. */
  ofCall: call(z.object({ callId: idSchema }), returns<HandoverView | null>()),
});
