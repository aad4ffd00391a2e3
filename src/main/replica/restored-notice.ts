import { z } from 'zod';
import type { ReadableDb } from './db.ts';
import type { Transaction } from './replica.ts';

const KEY = 'centre.restored';
/** Long enough for everybody at this desk to have seen it. */
const SHOWN_MS = 7 * 86_400_000;

const noticeSchema = z.object({
  /** When this desk found out, ms by its clock. */
  at: z.number(),
  /** Commands that go to the centre a second time. */
  again: z.number(),
});
export type RestoredNotice = z.infer<typeof noticeSchema>;

/** Writes down that the centre was set back to a backup, so that everybody at this desk gets to know. */
export function noteRestored({ db, touch }: Transaction, again: number, now: number): void {
  const before = readNotice(db, now);
  const notice: RestoredNotice = { at: now, again: again + (before?.again ?? 0) };
  db.prepare('INSERT OR REPLACE INTO local_setting (key, value) VALUES (?, ?)').run(
    KEY,
    JSON.stringify(notice),
  );
  touch('local_setting');
}

/** undefined: nothing of late. */
export function readNotice(db: ReadableDb, now: number): RestoredNotice | undefined {
  const stored = db
    .prepare<[string], { value: string }>('SELECT value FROM local_setting WHERE key = ?')
    .get(KEY);
  const parsed = noticeSchema.safeParse(stored && JSON.parse(stored.value));
  return parsed.success && now - parsed.data.at < SHOWN_MS ? parsed.data : undefined;
}
