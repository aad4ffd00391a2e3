/** What is counted. */
export const figureTables: readonly string[] = ['interaction', 'missed_call', 'ticket', 'staff'];
