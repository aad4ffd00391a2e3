import type { TaskLine } from './contract.ts';

/** Somebody waits for the telephone to ring at that hour: a callback, a call by appointment. */
export function expectsCall({ kind, dueHasTime }: Pick<TaskLine, 'kind' | 'dueHasTime'>): boolean {
  return dueHasTime && (kind === 'callback' || kind === 'appointment');
}
