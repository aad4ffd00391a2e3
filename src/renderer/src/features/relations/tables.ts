import { affiliationTable, relationshipTable } from '#shared/features/relations/model.ts';

/** Names of the others come from their parties. */
export const relationTables: readonly string[] = [affiliationTable.name, relationshipTable.name, 'party'];
