import { z } from 'zod';
import type { EndReason } from '../../calls/call-event.ts';
import type { StageTimes, TracedFrame } from '../../calls/call-trace.ts';
import type { MatchRule } from '../../calls/live-call.ts';
import type { ReadBy } from '../../phone/reading-rule.ts';
import type { SetupFinding } from '../../calls/setup-finding.ts';
import { call, defineContract, returns } from '../../ipc/contract.ts';
import { idSchema } from '../../kernel/ref.ts';
import type { StageHealth } from './health.ts';

/** What was known of a call when it was recorded last; of a withheld caller nothing. */
export interface BoxFacts {
  readonly direction: 'in' | 'out';
  /** For reading; null when withheld or unknown. */
  readonly number: string | null;
  readonly queue: string | null;
  readonly dialled: string | null;
  readonly rule: MatchRule;
  /** Digits that hit, E.164 without `+`. */
  readonly digits: string | null;
  /** For the rule `stem`: what follows the stem. */
  readonly extension: string | null;
  /** Names of those the number belongs to, best first. */
  readonly candidates: readonly string[];
  /** Whose call it became: the single hit, or whom the agent chose. */
  readonly party: string | null;
  readonly end: EndReason | null;
  /** What the presentation gate let pass; absent in traces of earlier versions, as the readings. */
  readonly presentation?: 'shown' | 'withheld' | 'none';
  /** What the number may be, in the order it was looked up, each with the rule of the dial profile it comes from. */
  readonly readings?: readonly BoxReading[];
}

export interface BoxReading extends ReadBy {
  /** E.164 without `+`, or internal digits. */
  readonly digits: string;
}

/** ms each stage took of the event that showed the call. */
export interface PopTimes {
  /** PBX event seen → call event. Counted from whole milliseconds. */
  readonly tracked: number;
  readonly matched: number;
  /** Looked up → told to the screen. */
  readonly told: number;
  readonly total: number;
}

export interface BoxLine {
  readonly id: string;
  /** The live call's id, also of its interaction; null when no call was made of it. */
  readonly callId: string | null;
  readonly device: string;
  readonly beganAt: number;
  readonly endedAt: number | null;
  readonly facts: BoxFacts | null;
  readonly pop: PopTimes | null;
}

/** What happened in a call, in order. */
export interface Box extends BoxLine {
  readonly frames: readonly TracedFrame[];
  readonly stages: readonly StageTimes[];
  /** The box was full; its last frames are missing. */
  readonly isCut: boolean;
}

export interface PopSummary {
  /** Calls measured. */
  readonly calls: number;
  readonly p50: PopTimes;
  readonly p95: PopTimes;
}

export interface HealthReport {
  readonly stages: readonly StageHealth[];
  /** null: no call has popped yet. */
  readonly pop: PopSummary | null;
}

export const TEST_STAGES = ['asked', 'event', 'told', 'matched', 'ended'] as const;
export type TestStage = (typeof TEST_STAGES)[number];

/** A test call under way or over. */
export interface TestCall {
  readonly mode: 'dial' | 'ring';
  readonly state: 'waiting' | 'passed' | 'failed';
  readonly startedAt: number;
  /** When it gives up. */
  readonly until: number;
  /** Moment each stage was passed, in order. */
  readonly passed: readonly { readonly stage: TestStage; readonly at: number }[];
  /** The live call, once there is one. */
  readonly callId: string | null;
  /** Code of the error the PBX refused the dial with, `dial.failed`. */
  readonly error: string | null;
}

/** Days the black box keeps; 0: it keeps nothing. */
export const keepDays = z.int().min(0).max(90);
export const DEFAULT_KEEP_DAYS = 14;

export const blackBoxContract = defineContract('black-box', {
  list: call(z.object({ limit: z.int().min(1).max(500) }), returns<readonly BoxLine[]>()),
  /** null: pruned. */
  box: call(z.object({ id: idSchema }), returns<Box | null>()),
  /** The trace of a call that is live or over, the latest of its legs; null: none was kept. */
  ofCall: call(z.object({ callId: idSchema }), returns<string | null>()),
  /** A file without personal data; fails with `black-box.gone`, `black-box.export-failed`. */
  export: call(z.object({ id: idSchema }), returns<{ readonly name: string; readonly text: string }>()),
  keepDays: call(z.object({}), returns<number>()),
  setKeepDays: call(z.object({ days: keepDays }), returns<void>()),
  health: call(z.object({}), returns<HealthReport>()),
  /** What the manager user of each phone system lacks, by adapter; fails with `pbx.not-ready`. */
  checkSetup: call(z.object({}), returns<Readonly<Record<string, readonly SetupFinding[]>>>()),
  /** null: none was made yet. Changes with `call_test`. */
  testCall: call(z.object({}), returns<TestCall | null>()),
  /** `dial`: rings the own phone as for a click-to-dial; `ring`: waits for the next call. Replaces one under way. */
  startTest: call(
    z.discriminatedUnion('mode', [
      z.object({ mode: z.literal('dial'), number: z.string().trim().min(1).max(60) }),
      z.object({ mode: z.literal('ring') }),
    ]),
    returns<void>(),
  ),
  stopTest: call(z.object({}), returns<void>()),
});

/** What the queries wait for, beside the table `black_box`: the test call and the links have none. */
export const CALL_TEST = 'call_test';
export const HEALTH = 'health';
