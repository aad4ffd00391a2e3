import { z } from 'zod';
import { CommandError, defineCommand } from '../../commands/command.ts';
import { idSchema, refSchema } from '../../kernel/ref.ts';
import { addLink } from '../../links/links.ts';
import { get, insert, remove, update } from '../../rows/steps.ts';
import { TASK_KINDS, taskTable } from './model.ts';

const time = z.int().nonnegative();

export const taskCreate = defineCommand({
  name: 'task.create',
  args: z.object({
    id: idSchema,
    kind: z.enum(TASK_KINDS),
    title: z.string().trim().min(1).max(200),
    partyId: idSchema,
    assigneeId: idSchema,
    dueAt: time,
    dueHasTime: z.boolean(),
    promised: z.boolean(),
    from: z.object({ linkId: idSchema, ref: refSchema }).nullable(),
  }),
  *run({ id, kind, title, partyId, assigneeId, dueAt, dueHasTime, promised, from }, { actor, at }) {
    yield* insert(taskTable, {
      id,
      kind,
      title,
      state: 'open',
      party_id: partyId,
      assignee_id: assigneeId,
      created_by: actor.userId,
      created_at: at,
      due_at: dueAt,
      due_has_time: dueHasTime,
      promised,
      done_at: null,
    });
    if (from) yield* addLink(from.linkId, from.ref, { type: 'task', id });
  },
});

export const taskComplete = defineCommand({
  name: 'task.complete',
  args: z.object({ id: idSchema }),
  *run({ id }, { at }) {
    if (!(yield* get(taskTable, id))) throw new CommandError('task.gone', `no task ${id}`);
    yield* update(taskTable, id, { state: 'done', done_at: at });
  },
});

/** Undo of {@link taskComplete}. */
export const taskReopen = defineCommand({
  name: 'task.reopen',
  args: z.object({ id: idSchema }),
  *run({ id }) {
    if (!(yield* get(taskTable, id))) throw new CommandError('task.gone', `no task ${id}`);
    yield* update(taskTable, id, { state: 'open', done_at: null });
  },
});

export const taskReschedule = defineCommand({
  name: 'task.reschedule',
  args: z.object({ id: idSchema, dueAt: time, dueHasTime: z.boolean() }),
  *run({ id, dueAt, dueHasTime }) {
    if (!(yield* get(taskTable, id))) throw new CommandError('task.gone', `no task ${id}`);
    yield* update(taskTable, id, { due_at: dueAt, due_has_time: dueHasTime });
  },
});

/** Somebody else does it from now on. */
export const taskAssign = defineCommand({
  name: 'task.assign',
  args: z.object({ id: idSchema, assigneeId: idSchema }),
  *run({ id, assigneeId }) {
    if (!(yield* get(taskTable, id))) throw new CommandError('task.gone', `no task ${id}`);
    yield* update(taskTable, id, { assignee_id: assigneeId });
  },
});

/** Undo of {@link taskCreate}: it was booked by mistake, so nothing of it stays. */
export const taskWithdraw = defineCommand({
  name: 'task.withdraw',
  args: z.object({ id: idSchema }),
  *run({ id }) {
    if (yield* get(taskTable, id)) yield* remove(taskTable, id);
  },
});
