import { taskAttemptTable, taskTable } from '#shared/features/tasks/model.ts';
import { linkTable } from '#shared/links/links.ts';

/** Whose a task is changes with the absences of the house, what was said about it with the links of entries. */
export const taskTables: readonly string[] = [
  ...[taskTable.name, taskAttemptTable.name, linkTable.name, 'absence'],
  ...['party', 'staff', 'contact_point'],
];
export const attemptTables: readonly string[] = [taskAttemptTable.name, 'staff'];
/** The desk's own table of reminders that have fired. */
export const reminderTables: readonly string[] = [...taskTables, 'task_reminder'];
