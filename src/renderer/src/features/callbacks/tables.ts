import { callbackTable, missedCallTable } from '#shared/features/callbacks/model.ts';

/** What the lines are made of: names, and whose number it is, included. */
export const callbackTables: readonly string[] = [
  callbackTable.name,
  missedCallTable.name,
  'party',
  'contact_point',
  'staff',
];
