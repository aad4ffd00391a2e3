import { passedWrapUpTable } from '#shared/features/wrap-up/model.ts';

/** Who called, and when, is the call's to say. */
export const wrapUpTables: readonly string[] = [
  ...['wrap_up', 'party', 'staff', 'interaction'],
  passedWrapUpTable.name,
];
