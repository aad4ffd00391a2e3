import { ADMINISTRATION } from '#shared/features/administration/contract.ts';

/** The host says under these names that something has changed at the centre. */
export const administrationTables: readonly string[] = [ADMINISTRATION, 'account'];
