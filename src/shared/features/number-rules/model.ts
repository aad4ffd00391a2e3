import type { Actor, Role } from '../../commands/command.ts';
import type { NumberRuleKind } from '../../phone/number-rule.ts';
import { defineTable, text } from '../../rows/table.ts';

/** Numbers the house treats in its own way (src/shared/phone/number-rule.ts). */
export const numberRuleTable = defineTable('number_rule', {
  pattern: text(),
  kind: text<NumberRuleKind>(),
  note: text(),
  created_by: text(),
});

const KEEPERS: readonly Role[] = ['lead', 'steward', 'admin'];

export function mayKeepRules({ roles }: Pick<Actor, 'roles'>): boolean {
  return roles.some((role) => KEEPERS.includes(role));
}
