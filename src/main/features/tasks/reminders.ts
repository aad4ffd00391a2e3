import type { TaskLine } from '#shared/features/tasks/contract.ts';
import type { Session } from '#shared/ipc/core-contracts.ts';
import { messageOf } from '#shared/kernel/app-error.ts';
import type { Service } from '#shared/kernel/service.ts';
import type { Host } from '../../host/host.ts';
import type { ReadableDb, WritableDb } from '../../replica/db.ts';
import { tasksOfUser } from './queries.ts';
import { texts } from './texts.ts';

const TABLE = 'task_reminder';
/** setTimeout counts in 32 bits, and a laptop that slept wakes with a clock far ahead: look again at least this often. */
const LONGEST_WAIT_MS = 30_000;

interface ReminderRow {
  readonly task_id: string;
  readonly due_at: number;
  readonly remind_at: number;
  readonly state: 'waiting' | 'fired' | 'dismissed';
}

/**
 * Which of my open tasks must be called to mind now. A task reminds once for each due time; a snooze sets another
 * moment; a new due time begins anew.
 */
export function dueReminders(
  tasks: readonly TaskLine[],
  known: ReadonlyMap<string, ReminderRow>,
  now: number,
): readonly TaskLine[] {
  return tasks.filter((task) => {
    if (task.dueAt > now) return false;
    const reminder = known.get(task.id);
    if (!reminder || reminder.due_at !== task.dueAt) return true;
    return reminder.state === 'waiting' && reminder.remind_at <= now;
  });
}

export function snooze(db: WritableDb, { id, until }: { id: string; until: number }): void {
  db.prepare("UPDATE task_reminder SET state = 'waiting', remind_at = ? WHERE task_id = ?").run(until, id);
}

export function dismiss(db: WritableDb, { id }: { id: string }): void {
  db.prepare("UPDATE task_reminder SET state = 'dismissed' WHERE task_id = ?").run(id);
}

function markFired(db: WritableDb, tasks: readonly TaskLine[], now: number): void {
  const upsert = db.prepare(
    "INSERT OR REPLACE INTO task_reminder (task_id, due_at, remind_at, state) VALUES (?, ?, ?, 'fired')",
  );
  for (const task of tasks) upsert.run(task.id, task.dueAt, now);
}

function knownReminders(db: ReadableDb): ReadonlyMap<string, ReminderRow> {
  const rows = db
    .prepare<[], ReminderRow>('SELECT task_id, due_at, remind_at, state FROM task_reminder')
    .all();
  return new Map(rows.map((row) => [row.task_id, row]));
}

/** Fires offline as well as online; what fell due while the desk was closed fires at its start. */
export function createReminderService(host: Host): Service {
  let timer: NodeJS.Timeout | undefined;
  let unsubscribes: readonly (() => void)[] = [];

  function look(): void {
    clearTimeout(timer);
    // Set before anything can fail: a reminder that could not be read is looked at again.
    timer = setTimeout(look, LONGEST_WAIT_MS);
    const session = host.currentSession();
    if (!session) return;
    const now = host.clock.now();
    try {
      fire(session, now);
      clearTimeout(timer);
      timer = setTimeout(look, Math.min(nextMoment(session, now) - now, LONGEST_WAIT_MS));
    } catch (error) {
      host.log.error('reminders could not be read', { error: messageOf(error) });
    }
  }

  function fire({ userId }: Session, now: number): void {
    const mine = tasksOfUser(host, { userId, until: now + 1 });
    const due = dueReminders(mine, knownReminders(host.db), now);
    if (due.length === 0) return;
    host.local([TABLE], (db) => markFired(db, due, now));
    const { reminderTitle } = texts[host.settings().language];
    for (const task of due) {
      host.notify({
        title: reminderTitle,
        body: [task.partyName, task.title].filter(Boolean).join(' – '),
        tag: `task:${task.id}`,
        route: `/customers/${task.partyId}`,
      });
    }
  }

  /** When the next reminder is due, ms since the epoch. */
  function nextMoment({ userId }: Session, now: number): number {
    const next = host.db
      .prepare<[string, number, number], { at: number | null }>(
        `SELECT min(at) AS at FROM (
           SELECT min(due_at) AS at FROM task WHERE assignee_id = ? AND state = 'open' AND due_at > ?
           UNION ALL SELECT min(remind_at) FROM task_reminder WHERE state = 'waiting' AND remind_at > ?)`,
      )
      .get(userId, now, now)?.at;
    return next ?? Infinity;
  }

  return {
    start() {
      unsubscribes = [
        host.onSession(look),
        host.onChanged((tables) => {
          if (tables.includes('task') || tables.includes(TABLE)) look();
        }),
      ];
      look();
    },
    stop() {
      clearTimeout(timer);
      for (const unsubscribe of unsubscribes) unsubscribe();
    },
  };
}
