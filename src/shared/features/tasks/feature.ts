import { defineFeature } from '../shared-feature.ts';
import {
  taskAssign,
  taskComplete,
  taskCreate,
  taskReopen,
  taskReschedule,
  taskWithdraw,
} from './commands.ts';
import { tasksContract } from './contract.ts';
import { taskTable } from './model.ts';

export const tasks = defineFeature({
  name: 'tasks',
  tables: [taskTable],
  commands: [taskCreate, taskAssign, taskComplete, taskReopen, taskReschedule, taskWithdraw],
  contract: tasksContract,
});
