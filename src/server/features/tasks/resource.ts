import { z } from 'zod';
import { bodyFields, fieldsOf } from '#server/resource.ts';
import type { Resource } from '#server/resource.ts';
import {
  taskComplete,
  taskCreate,
  taskReopen,
  taskReschedule,
  taskWithdraw,
} from '#shared/features/tasks/commands.ts';
import { taskTable } from '#shared/features/tasks/model.ts';
import { idSchema, refSchema } from '#shared/kernel/ref.ts';

export const taskResources: readonly Resource[] = [
  {
    name: 'tasks',
    type: 'task',
    table: taskTable,
    filters: ['kind', 'state', 'party_id', 'assignee_id', 'promised'],
    writes: [
      {
        method: 'POST',
        summary: 'Books something to be done at a time',
        command: taskCreate,
        body: z.strictObject({
          ...bodyFields(fieldsOf(taskCreate.args), ['id', 'from']),
          id: idSchema.optional(),
          from: refSchema.optional(),
        }),
        args: ({ from, ...body }, { id, newId }) => ({
          ...body,
          id,
          from: from === undefined ? null : { linkId: newId(), ref: from },
        }),
      },
      {
        method: 'PATCH',
        summary: 'Moves it to another time',
        command: taskReschedule,
        body: z.strictObject(bodyFields(fieldsOf(taskReschedule.args), ['id'])),
        args: (body, { id }) => ({ ...body, id }),
      },
      {
        method: 'POST',
        act: 'complete',
        summary: 'It is done',
        command: taskComplete,
        args: (_body, { id }) => ({ id }),
      },
      {
        method: 'POST',
        act: 'reopen',
        summary: 'It is not done after all',
        command: taskReopen,
        args: (_body, { id }) => ({ id }),
      },
      {
        method: 'DELETE',
        summary: 'It was booked by mistake',
        command: taskWithdraw,
        args: (_body, { id }) => ({ id }),
      },
    ],
  },
];
