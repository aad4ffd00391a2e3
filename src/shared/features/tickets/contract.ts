import { z } from 'zod';
import { call, defineContract, returns } from '../../ipc/contract.ts';
import { idSchema } from '../../kernel/ref.ts';
import type { TicketKind, TicketState } from './model.ts';

export interface TicketLine {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly kind: TicketKind;
  readonly state: TicketState;
  readonly partyId: string;
  readonly partyName: string | null;
  readonly ownerName: string;
  readonly openedAt: number;
  readonly dueAt: number | null;
}

export const ticketsContract = defineContract('tickets', {
  /** Not closed, overdue first, then oldest first. */
  openOf: call(z.object({ partyId: idSchema }), returns<readonly TicketLine[]>()),
  /** All that are not closed, of the whole team. */
  open: call(z.object({ limit: z.int().min(1).max(1000) }), returns<readonly TicketLine[]>()),
  /** null: not on this replica. */
  one: call(z.object({ id: idSchema }), returns<TicketLine | null>()),
  /** By number, with or without dashes; null when unknown or the check digit refuses (`valid` tells which). */
  byNumber: call(
    z.object({ number: z.string().max(40) }),
    returns<{ readonly valid: boolean; readonly ticket: TicketLine | null }>(),
  ),
  /** Takes the next number of this device's lease; works offline. Fails with `ticket.no-numbers` when used up. */
  nextNumber: call(z.object({}), returns<string>()),
});
