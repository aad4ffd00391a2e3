import { houseLineTable } from '#shared/features/lines/model.ts';

export const lineTables: readonly string[] = [houseLineTable.name];
