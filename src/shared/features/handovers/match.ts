/** How a ringing call was recognised as one that was passed on; shown with it. */
export type HandoverRule =
  /** The caller's number is the one that was passed on. */
  | 'number'
  /** No number on either side: the phone it comes from, and the time. */
  | 'sender';

export interface Handover {
  readonly number: string | null;
  readonly target: string;
  readonly fromUser: string;
  readonly fromExtension: string | null;
  /** When this desk first heard of it, ms by its own clock: two desks' clocks need not agree. */
  readonly heardAt: number;
}

export interface RingingCall {
  /** As `Handover.number`. */
  readonly number: string | null;
  /** Extension that passed it on, where the door tells. */
  readonly transferredBy: string | undefined;
  readonly startedAt: number;
}

export interface OwnDesk {
  readonly userId: string;
  readonly extensions: readonly string[];
  /** Whether an extension is some colleague's own; a group's or a queue's is nobody's. */
  isSomebodys(target: string): boolean;
}

/** A caller passed on may wait in a queue before it rings here. */
export const NUMBER_FOR_MS = 3 * 60_000;
/** Without a number two callers in a row could be confused. */
export const SENDER_FOR_MS = 60_000;

/** Whether a call is the one a colleague passed on, and by which rule; pure. */
export function handoverRule(handover: Handover, call: RingingCall, desk: OwnDesk): HandoverRule | undefined {
  if (handover.fromUser === desk.userId) return undefined;
  if (!desk.extensions.includes(handover.target) && desk.isSomebodys(handover.target)) return undefined;
  const apart = Math.abs(call.startedAt - handover.heardAt);
  if (handover.number !== null)
    return handover.number === call.number && apart <= NUMBER_FOR_MS ? 'number' : undefined;
  const isFromThere = call.transferredBy !== undefined && call.transferredBy === handover.fromExtension;
  return call.number === null && isFromThere && apart <= SENDER_FOR_MS ? 'sender' : undefined;
}
