import type { TaskLine } from '#shared/features/tasks/contract.ts';
import { expectsCall } from '#shared/features/tasks/expected.ts';
import type { ReadableDb, WritableDb } from '../../replica/db.ts';
import { texts } from './texts.ts';

const SHOWN = 4;

/** Who expects a call from now on, by time: what the desk says first on a day. undefined: nobody does. */
export function dayGreeting(
  tasks: readonly TaskLine[],
  { now, language }: { readonly now: number; readonly language: keyof typeof texts },
): { readonly title: string; readonly body: string } | undefined {
  const expected = tasks.filter(
    (task) => expectsCall(task) && task.dueAt >= now && (task.deputy === null || task.deputy.mine),
  );
  if (expected.length === 0) return undefined;
  const t = texts[language];
  const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const lines = expected
    .slice(0, SHOWN)
    .map(({ dueAt, partyName, title }) => t.expects(clock.format(dueAt), partyName ?? title));
  const more = expected.length - SHOWN;
  return {
    title: t.expectedTitle,
    body: [...lines, ...(more > 0 ? [`+ ${more}`] : [])].join('\n'),
  };
}

/** The day this desk last told them of; undefined: none yet. */
export function dayToldTo(db: ReadableDb, userId: string): string | undefined {
  return db.prepare<[string], { day: string }>('SELECT day FROM task_day_told WHERE user_id = ?').get(userId)
    ?.day;
}

export function markDayTold(
  db: WritableDb,
  { userId, day }: { readonly userId: string; readonly day: string },
): void {
  db.prepare('INSERT OR REPLACE INTO task_day_told (user_id, day) VALUES (?, ?)').run(userId, day);
}
