import { INBOX_TABLES } from '#shared/features/sync-inbox/contract.ts';

/** Names and the values that stand now come from the things themselves. */
export const inboxTables: readonly string[] = [
  ...INBOX_TABLES,
  ...['party', 'contact_point', 'ticket', 'task', 'staff', 'interaction', 'callback'],
  ...['affiliation', 'relationship', 'number_rule', 'house_line', 'passed_wrap_up'],
];
