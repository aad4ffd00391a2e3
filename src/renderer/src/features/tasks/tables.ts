import { taskAttemptTable, taskTable } from '#shared/features/tasks/model.ts';

/** Whose a task is changes with the absences of the house. */
export const taskTables: readonly string[] = [
  ...[taskTable.name, taskAttemptTable.name, 'absence'],
  ...['party', 'staff', 'contact_point'],
];
export const attemptTables: readonly string[] = [taskAttemptTable.name, 'staff'];
/** The desk's own table of reminders that have fired. */
export const reminderTables: readonly string[] = [...taskTables, 'task_reminder'];
