import { numberRulesContract } from '#shared/features/number-rules/contract.ts';
import { numberRules as shared } from '#shared/features/number-rules/feature.ts';
import { implement } from '#shared/ipc/contract.ts';
import type { MainFeature } from '../../host/host.ts';
import { migrations } from './migrations.ts';
import { createRuleFor, ruleLines } from './queries.ts';
import { testNumber } from './test-number.ts';

export const numberRules: MainFeature = {
  shared,
  migrations,
  ruleFor: createRuleFor,
  parts(host) {
    const ruleFor = createRuleFor(host.db);
    return {
      implementation: implement(numberRulesContract, {
        list: () => ruleLines(host),
        test: (input) => testNumber(host, ruleFor, input),
      }),
    };
  },
};
