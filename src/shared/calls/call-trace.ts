import type { CallEventType } from './call-event.ts';
import type { MatchRule } from './live-call.ts';

/**
 * When one event passed each stage, ms with fractions since the epoch: seen by the source, handed over by its
 * tracker, looked up, told to whoever listens. Holds no number and no name: it may leave the house.
 */
export interface StageTimes {
  readonly event: CallEventType;
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
