import { z } from 'zod';
import type { EndReason } from '../../calls/call-event.ts';
import { call, defineContract, returns } from '../../ipc/contract.ts';
import { idSchema, refSchema } from '../../kernel/ref.ts';
import type { Outcome } from '../../calls/wrap-up.ts';
import type { Direction, InteractionType } from './model.ts';

export interface InteractionLine {
  readonly id: string;
  readonly type: InteractionType;
  readonly direction: Direction;
  readonly partyId: string | null;
  readonly partyName: string | null;
  readonly staffName: string;
  readonly occurredAt: number;
  /** Seconds of talk; null when not answered or not over. */
  readonly talkSeconds: number | null;
  readonly endReason: EndReason | null;
  readonly number: string | null;
  readonly outcome: Outcome | null;
  readonly body: string;
}

export const interactionsContract = defineContract('interactions', {
  /** Newest first. */
  ofParty: call(
    z.object({ partyId: idSchema, limit: z.int().min(1).max(500) }),
    returns<readonly InteractionLine[]>(),
  ),
  /** Everything linked to a ticket, a task, …; oldest first, as it is told. */
  linkedTo: call(z.object({ to: refSchema }), returns<readonly InteractionLine[]>()),
  /** The team's latest calls, newest first. */
  calls: call(z.object({ limit: z.int().min(1).max(500) }), returns<readonly InteractionLine[]>()),
});
