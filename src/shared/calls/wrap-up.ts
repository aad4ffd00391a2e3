/** What came of a call; the first keys of the wrap-up strip, in this order. */
export const OUTCOMES = [
  'resolved',
  'ticket',
  'follow-up',
  'forwarded',
  'not-reached',
  'wrong-number',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/**
 * What the agent still owes a call, kept on the desk from the first key on: it survives the next ring, a crash and
 * a restart. `id` is the call's and so the interaction's.
 */
export interface WrapUp {
  readonly id: string;
  readonly direction: 'in' | 'out';
  readonly partyId: string | null;
  readonly partyName: string | null;
  /** For reading; null when withheld. */
  readonly number: string | null;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly outcome: Outcome | null;
  readonly note: string;
  /** Who passed it on to whoever sees it; absent: it was theirs from the first. */
  readonly passedBy?: string;
}
