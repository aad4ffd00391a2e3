import { defineFeature } from '../shared-feature.ts';
import { numberRuleAdd, numberRuleChange, numberRuleRemove } from './commands.ts';
import { numberRulesContract } from './contract.ts';
import { numberRuleTable } from './model.ts';

export const numberRules = defineFeature({
  name: 'number-rules',
  tables: [numberRuleTable],
  commands: [numberRuleAdd, numberRuleChange, numberRuleRemove],
  contract: numberRulesContract,
});
