import type { CallTrace, StageTimes } from '#shared/calls/call-trace.ts';
import type { MatchRule } from '#shared/calls/live-call.ts';

/** The traces of the last calls, in memory. */
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

/** Of calls that do not ring yet, by the source's id of the leg; the next event of the leg takes it. */
export interface AnnouncedStages {
  put(leg: string, stage: StageTimes): void;
  take(leg: string): StageTimes | undefined;
}

const MOST_ANNOUNCED = 40;

export function createAnnouncedStages(): AnnouncedStages {
  const stages = new Map<string, StageTimes>();
  return {
    put(leg, stage) {
      // The first is the one that came soonest.
      if (!stages.has(leg)) stages.set(leg, stage);
      const [oldest] = stages.keys();
      if (stages.size > MOST_ANNOUNCED && oldest !== undefined) stages.delete(oldest);
    },
    take(leg) {
      const stage = stages.get(leg);
      stages.delete(leg);
      return stage;
    },
  };
}
