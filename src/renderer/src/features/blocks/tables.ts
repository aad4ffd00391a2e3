import { blockTable } from '#shared/features/blocks/model.ts';

/** Names of those who set and lifted it come from the staff. */
export const blockTables: readonly string[] = [blockTable.name, 'staff'];
