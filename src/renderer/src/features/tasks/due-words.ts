import type { TaskLine } from '#shared/features/tasks/contract.ts';
import type { Format } from '../../i18n/format.ts';

/** "heute 14:00", or only the day where no hour was named. */
export function dueWords(
  { dueAt, dueHasTime }: Pick<TaskLine, 'dueAt' | 'dueHasTime'>,
  format: Format,
  now: number,
): string {
  return dueHasTime ? format.moment(dueAt, now) : format.nearDay(dueAt, now);
}

/** A task without an hour is late only when its day is over. */
export function isOverdue(
  { dueAt, dueHasTime }: Pick<TaskLine, 'dueAt' | 'dueHasTime'>,
  now: number,
): boolean {
  return dueHasTime ? dueAt < now : new Date(dueAt).setHours(24, 0, 0, 0) <= now;
}
