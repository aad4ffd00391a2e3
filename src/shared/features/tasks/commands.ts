import { z } from 'zod';
import { CommandError, defineCommand } from '../../commands/command.ts';
import { idSchema, refSchema } from '../../kernel/ref.ts';
import { addLink } from '../../links/links.ts';
import { find, get, insert, remove, update } from '../../rows/steps.ts';
import { TASK_KINDS, taskAttemptTable, taskTable } from './model.ts';

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

/**
 * Nobody was reached. `due` null: it stays due as it is, to be tried again. An attempt is on record once, however often
 * it is told (`attemptId`): a wrap-up may be taken twice.
 */
export const taskAttempt = defineCommand({
  name: 'task.attempt',
  args: z.object({
    id: idSchema,
    attemptId: idSchema,
    due: z.object({ at: time, hasTime: z.boolean() }).nullable(),
  }),
  *run({ id, attemptId, due }, { actor, at }) {
    const task = yield* get(taskTable, id);
    if (!task) throw new CommandError('task.gone', `no task ${id}`);
    if (yield* get(taskAttemptTable, attemptId)) return;
    yield* insert(taskAttemptTable, {
      id: attemptId,
      task_id: id,
      staff_id: actor.userId,
      tried_at: at,
      due_before: task.due_at,
      had_time: task.due_has_time,
      due_after: due?.at ?? task.due_at,
    });
    if (due) yield* update(taskTable, id, { due_at: due.at, due_has_time: due.hasTime });
  },
});

/** Undo of {@link taskAttempt}; the time it was due at is back, unless it has been moved since. */
export const taskForgetAttempt = defineCommand({
  name: 'task.forget-attempt',
  args: z.object({ id: idSchema, attemptId: idSchema }),
  *run({ id, attemptId }) {
    const attempt = yield* get(taskAttemptTable, attemptId);
    const task = yield* get(taskTable, id);
    if (attempt?.task_id !== id || !task) return;
    yield* remove(taskAttemptTable, attemptId);
    if (task.due_at === attempt.due_after && attempt.due_before !== attempt.due_after)
      yield* update(taskTable, id, { due_at: attempt.due_before, due_has_time: attempt.had_time });
  },
});

/** Undo of {@link taskCreate}: it was booked by mistake, so nothing of it stays. */
export const taskWithdraw = defineCommand({
  name: 'task.withdraw',
  args: z.object({ id: idSchema }),
  *run({ id }) {
    if (!(yield* get(taskTable, id))) return;
    for (const attempt of yield* find(taskAttemptTable, { task_id: id }))
      yield* remove(taskAttemptTable, attempt.id);
    yield* remove(taskTable, id);
  },
});
