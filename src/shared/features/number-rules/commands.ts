import { z } from 'zod';
import { CommandError, defineCommand } from '../../commands/command.ts';
import { idSchema } from '../../kernel/ref.ts';
import { NUMBER_RULE_KINDS, numberPattern } from '../../phone/number-rule.ts';
import { find, get, insert, remove, update } from '../../rows/steps.ts';
import { mayKeepRules, numberRuleTable } from './model.ts';

const kind = z.enum(NUMBER_RULE_KINDS);
const note = z.string().trim().min(1).max(120);

/** One rule a pattern. Its id is its own: a removed id stays taken, and a pattern must be free to come back. */
export const numberRuleAdd = defineCommand({
  name: 'number-rule.add',
  args: z.object({ id: idSchema, pattern: numberPattern, kind, note }),
  forbids: (actor) => (mayKeepRules(actor) ? undefined : 'number-rule.not-allowed'),
  *run({ id, pattern, ...rule }, { actor, scopeId }) {
    const same = yield* find(numberRuleTable, { pattern });
    if (same.some((row) => row.scope_id === scopeId))
      throw new CommandError('number-rule.exists', `there is a rule for ${pattern}`, { pattern });
    yield* insert(numberRuleTable, { id, pattern, ...rule, created_by: actor.userId });
  },
});

/** Another pattern is another rule. */
export const numberRuleChange = defineCommand({
  name: 'number-rule.change',
  args: z.object({ id: idSchema, kind, note }),
  forbids: (actor) => (mayKeepRules(actor) ? undefined : 'number-rule.not-allowed'),
  *run({ id, ...rule }) {
    if (!(yield* get(numberRuleTable, id))) throw new CommandError('number-rule.gone', `no rule ${id}`);
    yield* update(numberRuleTable, id, rule);
  },
});

/** One that is gone already is no error: what was wanted is so. */
export const numberRuleRemove = defineCommand({
  name: 'number-rule.remove',
  args: z.object({ id: idSchema }),
  forbids: (actor) => (mayKeepRules(actor) ? undefined : 'number-rule.not-allowed'),
  *run({ id }) {
    if (yield* get(numberRuleTable, id)) yield* remove(numberRuleTable, id);
  },
});
