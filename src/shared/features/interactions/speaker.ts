import type { CallerCard } from '../../calls/live-call.ts';

/** "Frank, für Erika": who speaks, beside whose call it is. */
export interface Speaker {
  /** null: whoever the call belongs to speaks for themselves. */
  readonly speaker: { readonly participantId: string; readonly card: CallerCard } | null;
  /** The others with the caller's number, best first: whom they may speak for. */
  readonly options: readonly CallerCard[];
}

/** What was chosen at a number the last time: a hint, never an answer. */
export interface LastSpeaker {
  readonly partyId: string;
  /** For whom they spoke; null: for themselves. */
  readonly forName: string | null;
  readonly occurredAt: number;
}
