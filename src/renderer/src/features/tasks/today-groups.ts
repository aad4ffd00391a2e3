import type { TaskLine } from '#shared/features/tasks/contract.ts';
import { expectsCall } from '#shared/features/tasks/expected.ts';
import { isOverdue } from './due-words.ts';

export interface TodayGroups {
  readonly due: readonly TaskLine[];
  readonly overdue: readonly TaskLine[];
  /** Not yet late. */
  readonly promised: readonly TaskLine[];
  /** At an hour that is still to come. */
  readonly expected: readonly TaskLine[];
}

/** Each task of a day is in one group, in the order they were in. */
export function todayGroups(tasks: readonly TaskLine[], now: number): TodayGroups {
  const groupOf = (task: TaskLine): keyof TodayGroups => {
    if (isOverdue(task, now)) return 'overdue';
    if (expectsCall(task)) return 'expected';
    return task.promised ? 'promised' : 'due';
  };
  const of = (group: keyof TodayGroups): readonly TaskLine[] =>
    tasks.filter((task) => groupOf(task) === group);
  return { due: of('due'), overdue: of('overdue'), promised: of('promised'), expected: of('expected') };
}
