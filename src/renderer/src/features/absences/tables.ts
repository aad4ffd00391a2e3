import { absenceTable } from '#shared/features/absences/model.ts';

export const absenceTables: readonly string[] = [absenceTable.name, 'staff'];
