import { z } from 'zod';
import type { CallerMatch } from '../../calls/live-call.ts';
import { call, defineContract, returns } from '../../ipc/contract.ts';
import type { ExplainedRung, NumberReading } from '../../phone/explain.ts';
import type { NumberRule } from '../../phone/number-rule.ts';

export interface NumberRuleLine extends NumberRule {
  readonly id: string;
  /** Empty for somebody this desk does not know. */
  readonly createdByName: string;
}

/** What this desk would make of a number, without a call. */
export interface NumberTest {
  readonly reading: NumberReading;
  readonly rungs: readonly ExplainedRung[];
  /** Who would pop; for `ignored` nobody does. */
  readonly match: CallerMatch;
  /** The rule, where one hits. */
  readonly rule: NumberRuleLine | null;
}

export const numberRulesContract = defineContract('number-rules', {
  list: call(z.object({}), returns<readonly NumberRuleLine[]>()),
  /** Any spelling; nothing of it is kept or logged. Changes with whatever the ladder looks at. */
  test: call(z.object({ raw: z.string().max(200) }), returns<NumberTest>()),
});
