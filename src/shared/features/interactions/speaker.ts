import type { Closeness } from '../../calls/close-party.ts';
import type { CallerCard } from '../../calls/live-call.ts';

/** "Frank, für Erika": who speaks, beside whose call it is. */
export interface Speaker {
  /** null: whoever the call belongs to speaks for themselves. */
  readonly speaker: { readonly participantId: string; readonly card: CallerCard } | null;
  /**
   * Whom they may speak for: those they stand for or who stand for them, by what is known of their relations, then the
   * others with the caller's number, best first.
   */
  readonly options: readonly SpeakOption[];
}

export interface SpeakOption extends CallerCard {
  /** What this one is to the caller; null: nothing is known but the number they share. */
  readonly as: Closeness | null;
}

/** What was chosen at a number the last time: a hint, never an answer. */
export interface LastSpeaker {
  readonly partyId: string;
  /** For whom they spoke; null: for themselves. */
  readonly forName: string | null;
  readonly occurredAt: number;
}
