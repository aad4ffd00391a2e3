import { interactionTable, participantTable } from '#shared/features/interactions/model.ts';

/** What the lines are made of, names included: a change in any of them asks again. */
export const interactionTables: readonly string[] = [
  interactionTable.name,
  participantTable.name,
  ...['link', 'party', 'staff', 'ticket', 'attachment'],
];

/** And who belongs to an organisation, and what else there is in a history. */
export const timelineTables: readonly string[] = [
  ...interactionTables,
  ...['affiliation', 'campaign', 'block', 'consent', 'opt_out'],
];
