import { boolean, defineTable, integer, optionalInteger, refTo, text } from '../../rows/table.ts';

export const TASK_KINDS = ['callback', 'follow-up', 'appointment', 'reminder-mail', 'letter'] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

export const TASK_STATES = ['open', 'done'] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** Something to be done at a time: a follow-up, a promised callback. */
export const taskTable = defineTable(
  'task',
  {
    kind: text<TaskKind>(),
    title: text(),
    state: text<TaskState>(),
    party_id: refTo('party', text()),
    /** A staff id. */
    assignee_id: text(),
    created_by: text(),
    created_at: integer(),
    due_at: integer(),
    /** false: due that day, at no particular hour. */
    due_has_time: boolean(),
    /** The customer was told: shown to whoever takes the next call. */
    promised: boolean(),
    done_at: optionalInteger(),
  },
  { owners: ['assignee_id', 'created_by'] },
);

/** A call, tried and in vain; a row of its own, so that two who try at once both have it on record. */
export const taskAttemptTable = defineTable('task_attempt', {
  task_id: refTo('task', text()),
  /** A staff id. */
  staff_id: text(),
  tried_at: integer(),
  /** What the task was due at, and what it was moved to; the same: it stayed. */
  due_before: integer(),
  had_time: boolean(),
  due_after: integer(),
});
