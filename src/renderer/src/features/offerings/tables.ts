import {
  federationPersonTable,
  offeringTable,
  providerContactTable,
  providerTable,
  serviceUseTable,
} from '#shared/features/offerings/model.ts';

/** What cards depend on; the people of this house are in `staff`. */
export const directoryTables: readonly string[] = [
  ...[providerTable, offeringTable, providerContactTable, federationPersonTable].map(({ name }) => name),
  'staff',
];
export const serviceTables: readonly string[] = [serviceUseTable.name, ...directoryTables];
