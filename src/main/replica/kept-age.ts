import type { WritableDb } from './db.ts';

const KEY = 'acknowledged.clock';
/** A step of the clock counts for so much at most: it may have been set wrong. */
const MOST_AT_ONCE_MS = 7 * 86_400_000;
/** Not written down more often than this. */
const NOTED_EVERY_MS = 3_600_000;

/**
 * Makes what is kept grow old by time that passed, not by a clock that was set: a jump forward counts for a week at
 * most, one back for nothing. The commands' times go along with the clock, so that their age stays what it was.
 *
 * @param now ms by the desk's clock
 */
export function ageByClock(db: WritableDb, now: number): void {
  const last = readLast(db);
  const passed = last === undefined ? 0 : now - last;
  const jumped = Math.min(passed, 0) + Math.max(passed - MOST_AT_ONCE_MS, 0);
  if (jumped !== 0) db.prepare('UPDATE acknowledged_command SET kept_at = kept_at + ?').run(jumped);
  if (last === undefined || passed < 0 || passed >= NOTED_EVERY_MS)
    db.prepare('INSERT OR REPLACE INTO local_setting (key, value) VALUES (?, ?)').run(KEY, String(now));
}

function readLast(db: WritableDb): number | undefined {
  const stored = db
    .prepare<[string], { value: string }>('SELECT value FROM local_setting WHERE key = ?')
    .get(KEY);
  const last = Number(stored?.value);
  return stored !== undefined && Number.isSafeInteger(last) ? last : undefined;
}
