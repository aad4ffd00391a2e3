import { z } from 'zod';
import { call, defineContract, returns } from '../../ipc/contract.ts';
import { idSchema } from '../../kernel/ref.ts';
import type { TicketState } from './model.ts';
import type { StateColour } from './states.ts';

export interface TicketLine {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  /** A built-in kind or the id of one of the house's. */
  readonly kind: string;
  /** What the house calls it; null: the product's own name of a built-in kind. */
  readonly kindName: string | null;
  /** What it counts as. */
  readonly state: TicketState;
  /** One of the house's own; null: the built-in one. */
  readonly stateId: string | null;
  /** What the house calls it; null: the product's own name of the built-in one. */
  readonly stateName: string | null;
  readonly stateColour: StateColour;
  readonly partyId: string;
  readonly partyName: string | null;
  readonly ownerName: string;
  /** Who looks after it while its owner is away; null: the owner is there. */
  readonly deputy: { readonly name: string; readonly mine: boolean } | null;
  readonly openedAt: number;
  readonly dueAt: number | null;
}

export interface TicketKindLine {
  /** What a ticket of it carries. */
  readonly kind: string;
  readonly name: string | null;
  /** null: a built-in one that nobody has touched. */
  readonly rowId: string | null;
  readonly retired: boolean;
  /** Tickets of it on this desk, closed ones too. */
  readonly tickets: number;
}

export interface TicketStateLine {
  /** A built-in one, or the id of one of the house's own. */
  readonly state: string;
  /** null: the product's own name of a built-in one. */
  readonly name: string | null;
  /** null: a built-in one that nobody has touched. */
  readonly rowId: string | null;
  readonly category: TicketState;
  readonly colour: StateColour;
  readonly retired: boolean;
  /** Tickets in it on this desk. */
  readonly tickets: number;
}

export const ticketsContract = defineContract('tickets', {
  /** Not closed, overdue first, then oldest first. */
  openOf: call(z.object({ partyId: idSchema }), returns<readonly TicketLine[]>()),
  /** The first of those that are not closed, of the whole team, most urgent first; `openCount` says how many there are. */
  open: call(z.object({ limit: z.int().min(1).max(1000) }), returns<readonly TicketLine[]>()),
  openCount: call(z.object({}), returns<number>()),
  /** null: not on this replica. */
  one: call(z.object({ id: idSchema }), returns<TicketLine | null>()),
  /** By number, with or without dashes; null when unknown or the check digit refuses (`valid` tells which). */
  byNumber: call(
    z.object({ number: z.string().max(40) }),
    returns<{ readonly valid: boolean; readonly ticket: TicketLine | null }>(),
  ),
  /** Built-in ones first, then the house's own by name; retired ones too. */
  kinds: call(z.object({}), returns<readonly TicketKindLine[]>()),
  /** By what they count as, then as the house has arranged them; retired ones too. */
  states: call(z.object({}), returns<readonly TicketStateLine[]>()),
  /** Takes the next number of this device's lease; works offline. Fails with `ticket.no-numbers` when used up. */
  nextNumber: call(z.object({}), returns<string>()),
});
