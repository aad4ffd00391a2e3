import { taskAssign } from '#shared/features/tasks/commands.ts';
import { tasksContract } from '#shared/features/tasks/contract.ts';
import { tasks as shared } from '#shared/features/tasks/feature.ts';
import { implement } from '#shared/ipc/contract.ts';
import type { MainFeature } from '../../host/host.ts';
import { followUpsList } from './export-list.ts';
import { migrations } from './migrations.ts';
import { openCallTasks, recordAttempts } from './attempts.ts';
import {
  attemptsOf,
  describeTasks,
  firedReminders,
  openTaskIdsOf,
  openTasksOf,
  tasksOfEntry,
  tasksOfUser,
} from './queries.ts';
import { createReminderService, dismiss, snooze } from './reminders.ts';

const LOCAL = ['task_reminder'];

export const tasks: MainFeature = {
  shared,
  migrations,
  exportLists: (host) => [followUpsList(host)],
  localTables: [...LOCAL, 'task_day_told'],
  describe: { task: describeTasks },
  openWork: [
    {
      type: 'task',
      ids: openTaskIdsOf,
      give: (host, id, assigneeId) => host.run(taskAssign, { id, assigneeId }),
    },
  ],
  takeWrapUp(host, { id, direction, partyId, outcome }) {
    if (direction !== 'out' || outcome !== 'not-reached' || partyId === null) return;
    recordAttempts(host, { callId: id, tasks: openCallTasks(host, { partyId }) });
  },
  parts: (host) => ({
    implementation: implement(tasksContract, {
      openOf: (input) => openTasksOf(host, input),
      ofEntry: (input) => tasksOfEntry(host, input),
      attempts: (input) => attemptsOf(host, input),
      mine: ({ until }) => tasksOfUser(host, { userId: host.session().userId, until }),
      reminders: () => firedReminders(host, { userId: host.session().userId }),
      snooze: (input) => host.local(LOCAL, (db) => snooze(db, input)),
      dismiss: (input) => host.local(LOCAL, (db) => dismiss(db, input)),
    }),
    services: [createReminderService(host)],
  }),
};
