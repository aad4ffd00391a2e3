import { defineFeature } from '../shared-feature.ts';
import {
  taskAssign,
  taskAttempt,
  taskComplete,
  taskCreate,
  taskForgetAttempt,
  taskReopen,
  taskReschedule,
  taskWithdraw,
} from './commands.ts';
import { tasksContract } from './contract.ts';
import { taskAttemptTable, taskTable } from './model.ts';

export const tasks = defineFeature({
  name: 'tasks',
  tables: [taskTable, taskAttemptTable],
  commands: [
    taskCreate,
    taskAssign,
    taskComplete,
    taskReopen,
    taskReschedule,
    taskWithdraw,
    taskAttempt,
    taskForgetAttempt,
  ],
  contract: tasksContract,
});
