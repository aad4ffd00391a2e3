import { PRESENCE } from '#shared/calls/presence.ts';

/** What the book depends on: the people, who is away, and what the phone system says. */
export const bookTables: readonly string[] = [
  ...['staff', 'staff_entry', 'federation_person', 'absence'],
  PRESENCE,
];
