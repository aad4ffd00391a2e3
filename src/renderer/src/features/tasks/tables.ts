import { taskTable } from '#shared/features/tasks/model.ts';

export const taskTables: readonly string[] = [taskTable.name, 'party', 'staff'];
/** The desk's own table of reminders that have fired. */
export const reminderTables: readonly string[] = [...taskTables, 'task_reminder'];
