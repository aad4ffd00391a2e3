import { consentTable, optOutTable } from '#shared/features/consents/model.ts';

export const consentTables: readonly string[] = [consentTable.name, optOutTable.name, 'staff'];
