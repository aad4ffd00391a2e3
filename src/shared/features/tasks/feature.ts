import { defineFeature } from '../shared-feature.ts';
import { taskComplete, taskCreate, taskReopen, taskReschedule, taskWithdraw } from './commands.ts';
import { tasksContract } from './contract.ts';
import { taskTable } from './model.ts';

export const tasks = defineFeature({
  name: 'tasks',
  tables: [taskTable],
  commands: [taskCreate, taskComplete, taskReopen, taskReschedule, taskWithdraw],
  contract: tasksContract,
});
