import { numberRuleTable } from '#shared/features/number-rules/model.ts';

export const ruleTables: readonly string[] = [numberRuleTable.name, 'staff'];

/** All that the ladder looks at. */
export const ladderTables: readonly string[] = [...ruleTables, 'contact_point', 'party'];
