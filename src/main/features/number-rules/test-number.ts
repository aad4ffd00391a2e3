import { isByRule } from '#shared/calls/call-facts.ts';
import type { NumberTest } from '#shared/features/number-rules/contract.ts';
import { candidates } from '#shared/phone/candidates.ts';
import { explainRungs, readNumber } from '#shared/phone/explain.ts';
import type { RuleFor } from '#shared/phone/number-rule.ts';
import { isKnownNumber } from '#shared/phone/numbering-plan.ts';
import type { Host } from '../../host/host.ts';
import { ruleLines } from './queries.ts';

/** The very look-up a call goes through, told in full. Nothing is kept. */
export function testNumber(host: Host, ruleFor: RuleFor, { raw }: { readonly raw: string }): NumberTest {
  const profile = host.settings().dialProfile;
  const match = host.calls.lookup({ number: raw });
  const hit = isByRule(match) ? ruleFor(candidates(raw, profile)) : undefined;
  return {
    reading: readNumber(raw, profile, isKnownNumber),
    rungs: explainRungs(match.rule),
    match,
    rule: (hit && ruleLines(host).find(({ pattern }) => pattern === hit.pattern)) ?? null,
  };
}
