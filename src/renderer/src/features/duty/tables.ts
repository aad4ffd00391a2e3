import { CHECK_IN } from '#shared/features/duty/contract.ts';
import { dutySessionTable } from '#shared/features/duty/model.ts';

export const dutyTables: readonly string[] = [dutySessionTable.name, 'staff'];
export const ownTables: readonly string[] = [
  dutySessionTable.name,
  CHECK_IN,
  'duty_here',
  'duty_pin',
  'wrap_up',
  'passed_wrap_up',
];
export const checkInTables: readonly string[] = [CHECK_IN];
