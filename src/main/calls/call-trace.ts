import type { CallEvent } from '#shared/calls/call-event.ts';
import type { MatchRule } from '#shared/calls/live-call.ts';

/**
 * When one event passed each stage, ms with fractions since the epoch: seen by the source, handed over by its
 * tracker, looked up, told to whoever listens. Holds no number and no name: it may leave the house.
 */
export interface StageTimes {
  readonly event: CallEvent['type'];
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

export interface CallTraces {
  record(id: string, rule: MatchRule, stage: StageTimes): void;
  /** Oldest call first. */
  list(): readonly CallTrace[];
}

export const MOST_TRACES = 200;
/** A call put on hold for ever and again must not grow without end: the first stages are the telling ones. */
export const MOST_STAGES = 50;

export function createCallTraces(): CallTraces {
  const traces = new Map<string, CallTrace>();
  return {
    record(id, rule, stage) {
      const stages = traces.get(id)?.stages ?? [];
      traces.set(id, { id, rule, stages: stages.length < MOST_STAGES ? [...stages, stage] : stages });
      if (traces.size <= MOST_TRACES) return;
      const [oldest] = traces.keys();
      if (oldest !== undefined) traces.delete(oldest);
    },
    list: () => [...traces.values()],
  };
}
