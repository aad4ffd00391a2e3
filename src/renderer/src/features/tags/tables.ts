import { partyRoleTable, partyTagTable, tagTable } from '#shared/features/tags/model.ts';

export const tagTables: readonly string[] = [tagTable.name, partyTagTable.name, partyRoleTable.name];
