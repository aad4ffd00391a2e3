import type { CallbackLine } from '#shared/features/callbacks/contract.ts';
import { messageOf } from '#shared/kernel/app-error.ts';
import type { Service } from '#shared/kernel/service.ts';
import type { Host } from '../../host/host.ts';
import type { ReadableDb, WritableDb } from '../../replica/db.ts';
import { openLines } from './lines.ts';
import { texts } from './texts.ts';

export const REMINDERS = 'callback_reminder';
/** A laptop that slept wakes with a clock far ahead: look again at least this often. */
const LONGEST_WAIT_MS = 30_000;
const WATCHED: readonly string[] = ['callback', 'missed_call'];

/**
 * Callbacks whose hour has come, for whoever claimed them, or for everybody where nobody did. `fired`: entry → due time
 * it was called to mind for; a new due time begins anew. Due on a day without an hour is seen on the list.
 */
export function dueCallbacks(
  lines: readonly CallbackLine[],
  fired: ReadonlyMap<string, number>,
  now: number,
): readonly CallbackLine[] {
  return lines.filter(
    ({ id, due, claim }) =>
      due !== null && due.hasTime && due.at <= now && claim?.mine !== false && fired.get(id) !== due.at,
  );
}

/** Fires offline as well as online; what fell due while the desk was closed fires at its start. */
export function createCallbackReminders(host: Host): Service {
  let timer: NodeJS.Timeout | undefined;
  let unsubscribes: readonly (() => void)[] = [];

  function look(): void {
    clearTimeout(timer);
    timer = setTimeout(look, LONGEST_WAIT_MS);
    if (!host.currentSession()) return;
    try {
      fire(host.clock.now());
    } catch (error) {
      host.log.error('callbacks could not be called to mind', { error: messageOf(error) });
    }
  }

  function fire(now: number): void {
    const lines = openLines(host);
    const due = dueCallbacks(lines, firedReminders(host.db), now);
    if (due.length > 0) {
      // Before it is shown: a desk that dies in between has reminded once too few, not for ever.
      host.local([REMINDERS], (db) => markFired(db, due));
      const { reminderTitle } = texts[host.settings().language];
      for (const { id, partyName, number } of due) {
        const body = [partyName, number].filter(Boolean).join(' – ');
        host.notify({ title: reminderTitle, body, tag: `callback:${id}`, route: '/callbacks' });
      }
    }
    const next = Math.min(...lines.flatMap(({ due: at }) => (at && at.at > now ? [at.at] : [])));
    clearTimeout(timer);
    timer = setTimeout(look, Math.min(next - now, LONGEST_WAIT_MS));
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

function firedReminders(db: ReadableDb): ReadonlyMap<string, number> {
  const rows = db
    .prepare<[], { callback_id: string; due_at: number }>('SELECT callback_id, due_at FROM callback_reminder')
    .all();
  return new Map(rows.map((row) => [row.callback_id, row.due_at]));
}

function markFired(db: WritableDb, lines: readonly CallbackLine[]): void {
  const upsert = db.prepare('INSERT OR REPLACE INTO callback_reminder (callback_id, due_at) VALUES (?, ?)');
  for (const { id, due } of lines) if (due) upsert.run(id, due.at);
}
