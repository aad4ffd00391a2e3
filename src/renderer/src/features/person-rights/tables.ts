import { restrictionTable } from '#shared/features/person-rights/model.ts';
import { erasureTable } from '#shared/persons/erasure.ts';

export const restrictionTables: readonly string[] = [restrictionTable.name, 'party', 'staff'];
export const erasureTables: readonly string[] = [erasureTable.name, 'staff'];
