import type { TaskLine } from '#shared/features/tasks/contract.ts';
import type { Session } from '#shared/ipc/core-contracts.ts';
import { messageOf } from '#shared/kernel/app-error.ts';
import { dayOf } from '#shared/kernel/day.ts';
import type { Service } from '#shared/kernel/service.ts';
import type { Host } from '../../host/host.ts';
import type { ReadableDb, WritableDb } from '../../replica/db.ts';
import { dayGreeting, dayToldTo, markDayTold } from './day-greeting.ts';
import { OF_WORK, tasksOfUser, workJson } from './queries.ts';
import { texts } from './texts.ts';

const TABLE = 'task_reminder';
const DAY_TOLD = 'task_day_told';
/** setTimeout counts in 32 bits, and a laptop that slept wakes with a clock far ahead: look again at least this often. */
const LONGEST_WAIT_MS = 30_000;

/** Whose a task is changes with an absence. */
const WATCHED: readonly string[] = ['task', TABLE, 'absence'];

interface ReminderRow {
  readonly task_id: string;
  readonly due_at: number;
  readonly remind_at: number;
  readonly state: 'waiting' | 'fired' | 'dismissed';
}

/**
 * Which of my open tasks must be called to mind now. A task reminds once for each due time; a snooze sets another
 * moment; a new due time begins anew. What somebody else does for me is theirs to remember.
 */
export function dueReminders(
  tasks: readonly TaskLine[],
  known: ReadonlyMap<string, ReminderRow>,
  now: number,
): readonly TaskLine[] {
  return tasks.filter((task) => {
    if (task.dueAt > now || (task.deputy !== null && !task.deputy.mine)) return false;
    const reminder = known.get(task.id);
    if (!reminder || reminder.due_at !== task.dueAt) return true;
    return reminder.state === 'waiting' && reminder.remind_at <= now;
  });
}

export function snooze(db: WritableDb, { id, until }: { id: string; until: number }): void {
  db.prepare(
    `INSERT INTO task_reminder (task_id, due_at, remind_at, state)
     SELECT id, due_at, ?, 'waiting' FROM task WHERE id = ?
     ON CONFLICT (task_id) DO UPDATE SET state = 'waiting', remind_at = excluded.remind_at, due_at = excluded.due_at`,
  ).run(until, id);
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
      greet(session, now);
      fire(session, now);
      clearTimeout(timer);
      timer = setTimeout(look, Math.min(nextMoment(session, now) - now, LONGEST_WAIT_MS));
    } catch (error) {
      host.log.error('reminders could not be read', { error: messageOf(error) });
    }
  }

  /** Once a day, with the first look: who expects a call today, and when. */
  function greet({ userId }: Session, now: number): void {
    const day = dayOf(now);
    if (dayToldTo(host.db, userId) === day) return;
    const { language } = host.settings();
    const until = new Date(now).setHours(24, 0, 0, 0);
    const greeting = dayGreeting(tasksOfUser(host, { userId, until }), { now, language });
    host.local([DAY_TOLD], (db) => markDayTold(db, { userId, day }));
    if (greeting) host.notify({ ...greeting, tag: `expected:${day}`, route: '/' });
  }

  function fire({ userId }: Session, now: number): void {
    const mine = tasksOfUser(host, { userId, until: now + 1 });
    const due = dueReminders(mine, knownReminders(host.db), now);
    if (due.length === 0) return;
    host.local([TABLE], (db) => markFired(db, due, now));
    const { reminderTitle, standingIn } = texts[host.settings().language];
    for (const task of due) {
      host.notify({
        title: reminderTitle,
        body: [task.partyName, task.title, task.deputy && standingIn(task.assigneeName)]
          .filter(Boolean)
          .join(' – '),
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
           SELECT min(t.due_at) AS at FROM ${OF_WORK} WHERE t.due_at > ?
           UNION ALL SELECT min(remind_at) FROM task_reminder WHERE state = 'waiting' AND remind_at > ?)`,
      )
      .get(workJson(host, userId), now, now)?.at;
    return next ?? Infinity;
  }

  return {
    start() {
      unsubscribes = [
        host.onSession(look),
        host.onChanged((tables) => {
          if (tables.some((table) => WATCHED.includes(table))) look();
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
