import type { NumberRuleLine } from '#shared/features/number-rules/contract.ts';
import { patternsFor } from '#shared/phone/number-rule.ts';
import type { NumberRule, NumberRuleKind, RuleFor } from '#shared/phone/number-rule.ts';
import type { Host } from '../../host/host.ts';
import type { ReadableDb } from '../../replica/db.ts';

/** `CROSS JOIN` keeps SQLite from turning the loops around: a few probes, each one seek. */
export const FIND_RULES = `
  SELECT probe.key AS place, r.pattern, r.kind, r.note
  FROM json_each(?) AS probe
  CROSS JOIN number_rule r
  WHERE r.pattern = probe.value`;

/** The statement is prepared once: it stands in front of every pop. */
export function createRuleFor(db: ReadableDb): RuleFor {
  const rules = db.prepare<[string], NumberRule & { readonly place: number }>(FIND_RULES);
  return (found) => {
    const probes = patternsFor(found);
    const rows = rules.all(JSON.stringify(probes.map(({ pattern }) => pattern)));
    const [first] = rows.toSorted((a, b) => a.place - b.place);
    const probe = first && probes[first.place];
    if (!probe) return undefined;
    return { pattern: first.pattern, kind: first.kind, note: first.note, digits: probe.digits };
  };
}

interface RuleRow {
  readonly id: string;
  readonly pattern: string;
  readonly kind: NumberRuleKind;
  readonly note: string;
  readonly created_by: string;
}

export function ruleLines(host: Pick<Host, 'db' | 'describe'>): readonly NumberRuleLine[] {
  const rows = host.db
    .prepare<[], RuleRow>('SELECT id, pattern, kind, note, created_by FROM number_rule ORDER BY pattern')
    .all();
  const staff = host.describe('staff', [...new Set(rows.map((row) => row.created_by))]);
  return rows.map(({ created_by: createdBy, ...rule }) => ({
    ...rule,
    createdByName: staff.get(createdBy)?.name ?? '',
  }));
}
