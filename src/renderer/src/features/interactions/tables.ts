import { interactionTable } from '#shared/features/interactions/model.ts';

/** What the lines are made of, names included: a change in any of them asks again. */
export const interactionTables: readonly string[] = [interactionTable.name, 'link', 'party', 'staff'];
