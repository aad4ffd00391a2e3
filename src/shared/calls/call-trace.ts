import type { CallEventType } from './call-event.ts';
import type { MatchRule } from './live-call.ts';

/**
 * When one event passed each stage, ms with fractions since the epoch: seen by the source, handed over by its
 * tracker, looked up, told to whoever listens. Holds no number and no name: it may leave the house.
 */
export interface StageTimes {
  /** `announced`: the number was known before it rang; nothing was told then but to the look-up. */
  readonly event: CallEventType | 'announced';
  readonly eventAt: number;
  readonly trackedAt: number;
  /** null: the event told of no far end, nothing was looked up. */
  readonly matchedAt: number | null;
  readonly emittedAt: number;
}

export interface CallTrace {
  /** The live call's id. */
  readonly id: string;
  readonly rule: MatchRule;
  readonly stages: readonly StageTimes[];
}

/**
 * What a telephony source tells beside the call events, for the black box of each call. `leg` is the source's own id of
 * it. Whoever may not be shown is in none of it.
 */
export type SourceTrace =
  | { readonly kind: 'begun'; readonly leg: string; readonly device: string; readonly at: number }
  | ({ readonly kind: 'frame'; readonly leg: string } & TracedFrame);

/** One message of the PBX that concerned the call: header names in lower case. */
export interface TracedFrame {
  /** ms since the epoch. */
  readonly at: number;
  /** Its name in lower case, `newchannel`. */
  readonly event: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** All there is to record of a call, in the order it came; nothing of it is told before the pop. */
export type CallTraceRecord =
  | SourceTrace
  | {
      readonly kind: 'event';
      readonly leg: string;
      readonly device: string;
      /** The live call it belongs to; null: none was made of it (busy, cancelled before it rang). */
      readonly call: string | null;
      readonly rule: MatchRule | null;
      readonly stage: StageTimes;
    };
