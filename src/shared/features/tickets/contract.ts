import { z } from 'zod';
import { call, defineContract, returns } from '../../ipc/contract.ts';
import { idSchema } from '../../kernel/ref.ts';
import type { TicketState } from './model.ts';
import type { StateColour } from './states.ts';

export interface TicketName {
  readonly id: string;
  readonly number: string;
}

export interface TicketGroup {
  readonly id: string;
  readonly name: string;
}

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
  /** When one that waits is to be looked at again; null: it does not wait, or nobody has told till when. */
  readonly pendingUntil: number | null;
  readonly partyId: string;
  readonly partyName: string | null;
  /** null where a group answers for it, and the name is empty. */
  readonly ownerId: string | null;
  readonly ownerName: string;
  /** The group that answers for it, until one of them takes it; null: its owner does. */
  readonly group: TicketGroup | null;
  /** Its customer's data is only kept: nothing of it goes anywhere. */
  readonly isKept: boolean;
  /** The ticket it has become part of in the end. */
  readonly mergedInto: TicketName | null;
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

export interface TicketGroupLine extends TicketGroup {
  readonly retired: boolean;
  /** Of this group and not closed, on this desk. */
  readonly tickets: number;
  /** By name, whoever has left among them; without any the group is everybody's. */
  readonly members: readonly TicketGroupMember[];
}

export interface TicketGroupMember {
  /** A staff id. */
  readonly id: string;
  readonly name: string;
}

/** What a merge of tickets has taken along: things of these kinds, as many. */
export const MOVED = ['interaction', 'task', 'attachment', 'hand-over', 'other'] as const;
export type Moved = (typeof MOVED)[number];

/** A merge that stands. */
export interface TicketMergeLine {
  readonly id: string;
  /** What hangs on the kept one since, in the order of {@link MOVED}; nothing of what came later. */
  readonly moved: readonly { readonly what: Moved; readonly count: number }[];
  readonly kept: TicketName;
  readonly dropped: TicketName & { readonly title: string };
  /** null: no longer among the staff. */
  readonly byName: string | null;
  readonly at: number;
}

export interface TicketHandOverLine {
  readonly id: string;
  readonly toName: string;
  readonly toMail: string;
  /** null: no longer among the staff. */
  readonly byName: string | null;
  readonly at: number;
}

/** ms; left out: now. Asked for anew as time goes by, since what waits comes back by itself. */
const at = z.int().nonnegative().optional();

/**
 * Of the whole team; of the groups this person is a member of, where a group without members is everybody's; or of the
 * team without those.
 */
export const WHOSE = ['all', 'groups', 'others'] as const;
export type Whose = (typeof WHOSE)[number];
/** Left out: all. */
const whose = z.enum(WHOSE).optional();

export const ticketsContract = defineContract('tickets', {
  /** Not closed, overdue first, then oldest first, those that wait last. */
  openOf: call(z.object({ partyId: idSchema }), returns<readonly TicketLine[]>()),
  /** What an entry on a party's sheet may belong to: as `openOf`, then those it is linked with that are closed or another's. */
  ofEntry: call(
    z.object({ partyId: idSchema, linked: z.array(idSchema).max(200) }),
    returns<readonly TicketLine[]>(),
  ),
  /**
   * The first of those that are not closed, of the whole team, most urgent first; `openCount` says how many there are.
   * What waits till later is not among them, unless it is overdue: `waitingCount` says how many do.
   */
  open: call(z.object({ limit: z.int().min(1).max(1000), at, whose }), returns<readonly TicketLine[]>()),
  openCount: call(z.object({ at, whose }), returns<number>()),
  waitingCount: call(z.object({ at, whose }), returns<number>()),
  /** null: not on this replica. */
  one: call(z.object({ id: idSchema }), returns<TicketLine | null>()),
  /** Tickets of the same customer it can become part of, most urgent first, at most 200. */
  mergeTargets: call(z.object({ id: idSchema }), returns<readonly TicketLine[]>()),
  /** Those that stand, of what became part of it and of it itself, newest first. */
  merges: call(z.object({ id: idSchema }), returns<readonly TicketMergeLine[]>()),
  /** Mails that were drafted about it, newest first. */
  handOvers: call(z.object({ id: idSchema }), returns<readonly TicketHandOverLine[]>()),
  /** By name; retired ones too. */
  groups: call(z.object({}), returns<readonly TicketGroupLine[]>()),
  /** By number, with or without dashes; null when unknown or the check digit refuses (`valid` tells which). */
  byNumber: call(
    z.object({ number: z.string().max(40) }),
    returns<{
      readonly valid: boolean;
      /** What has become part of another ticket leads to that one. */
      readonly ticket: TicketLine | null;
      /** The number asked for, where it leads to another ticket. */
      readonly mergedFrom: string | null;
    }>(),
  ),
  /** Built-in ones first, then the house's own by name; retired ones too. */
  kinds: call(z.object({}), returns<readonly TicketKindLine[]>()),
  /** By what they count as, then as the house has arranged them; retired ones too. */
  states: call(z.object({}), returns<readonly TicketStateLine[]>()),
  /** Takes the next number of this device's lease; works offline. Fails with `ticket.no-numbers` when used up. */
  nextNumber: call(z.object({}), returns<string>()),
});
