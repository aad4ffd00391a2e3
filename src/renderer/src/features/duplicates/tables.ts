export const duplicateTables: readonly string[] = ['duplicate_pair', 'not_duplicate', 'party_merge', 'party'];
