import type { EndReason, RemoteParty } from './call-event.ts';
import type { Ref } from '../kernel/ref.ts';

/** The rungs of the match ladder (docs/architecture.md, "Who is calling"), and why none was climbed. */
export type MatchRule =
  /** Presentation restricted or not verified: nothing was looked up. */
  | 'withheld'
  | 'own-extension'
  /** A number rule of the house: no pop. */
  | 'ignored'
  /** A number rule of the house: nobody's call, whoever has the number. */
  | 'rejected'
  /** A number rule of the house: one of its own. */
  | 'internal-rule'
  | 'exact'
  /** Several parties have this very number: somebody must choose. */
  | 'shared'
  /** Stem of a flagged main number plus an unknown extension. */
  | 'stem'
  | 'unknown';

/** What a pop shows of a candidate; each feature describes its own type of thing. */
export interface CallerCard {
  readonly ref: Ref;
  readonly name: string;
  /** One line that tells namesakes apart: place, function, customer number. */
  readonly detail: string;
}

/** Somebody of a firm, offered where only the firm's main number fits. */
export interface PersonCard extends CallerCard {
  /** Branch and department, "Kreuzberg › Einkauf"; empty: of the firm itself. People of one place come side by side. */
  readonly place: string;
}

/** Always says which rule hit, and on what. */
export interface CallerMatch {
  readonly rule: MatchRule;
  /** Best first; more than one only for `shared` and `stem`. */
  readonly candidates: readonly CallerCard[];
  /**
   * The number that hit, whole: E.164 digits without `+` (for `stem` with the extension), or the digits of an
   * own extension; absent when nothing did.
   */
  readonly digits?: string;
  /** For `stem`: the digits after the stem. */
  readonly extension?: string;
  /** For `stem`: the people of the firm, by branch and department; absent where none are known. */
  readonly people?: readonly PersonCard[];
  /** For `stem` and `unknown`: who had this very number once. A hint, and nobody's call because of it. */
  readonly former?: readonly CallerCard[];
  /** For a number rule: why there is one. */
  readonly note?: string;
}

export type CallPhase = 'ringing' | 'agent-phone' | 'dialling' | 'talking' | 'held' | 'ended';

/** A call as the desk shows it. */
export interface LiveCall {
  /** Also of the interaction it becomes; the same on every desk that sees the call (call-id.ts). */
  readonly id: string;
  readonly direction: 'in' | 'out';
  readonly phase: CallPhase;
  readonly device: string;
  readonly remote: RemoteParty;
  /** The remote number for reading; absent when withheld or unknown. */
  readonly display?: string;
  readonly queue?: string;
  readonly dialled?: string;
  /** Extension of the colleague who passed the caller on to this phone, where the door tells. */
  readonly transferredBy?: string;
  /** The same for all legs of one incoming call. */
  readonly group?: string;
  /** Its door lets the desk hang it up and pass it on. */
  readonly canControl?: true;
  /** The far end holds the agent, where the door tells. */
  readonly remoteHeld?: true;
  readonly match: CallerMatch;
  /** Whose call it is: the single exact hit, or what the agent chose. Never a guess. */
  readonly party: Ref | null;
  /** Whose call a colleague says it is: a hint beside the ladder, which opens a sheet and attributes nothing. */
  readonly hinted?: Ref;
  readonly startedAt: number;
  readonly answeredAt: number | null;
  readonly endedAt: number | null;
  readonly end?: { readonly reason: EndReason; readonly to?: string; readonly by?: string };
  /** The agent has closed its pop while the call goes on. An ended call that is dismissed is gone. */
  readonly dismissed?: true;
}
