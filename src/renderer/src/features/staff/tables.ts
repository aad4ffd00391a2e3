import { PRESENCE } from '#shared/calls/presence.ts';

/** What the book depends on: the people, who is away, and what the phone system says. */
export const bookTables: readonly string[] = [
  ...['staff', 'staff_entry', 'federation_person', 'absence'],
  PRESENCE,
];

/** What somebody has open, of whatever feature. */
export const openWorkTables: readonly string[] = [
  ...['staff', 'task', 'ticket', 'wrap_up', 'passed_wrap_up', 'interaction'],
];
