import type { Migration } from '../../replica/db.ts';

export const migrations: readonly Migration[] = [
  {
    id: '2026-11-22-callbacks',
    sql: `
      CREATE TABLE callback (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        party_id TEXT, claimed_by TEXT, claimed_for TEXT, due_at INTEGER, due_has_time INTEGER NOT NULL, due_for TEXT
      ) STRICT;

      CREATE TABLE missed_call (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        callback_id TEXT, call_key TEXT NOT NULL, missed_at INTEGER NOT NULL, number TEXT, queue TEXT, dialled TEXT,
        done_at INTEGER, done_by TEXT, cleared_by TEXT
      ) STRICT;
      CREATE INDEX missed_call_by_callback ON missed_call (callback_id);
      CREATE INDEX missed_call_open ON missed_call (missed_at) WHERE done_at IS NULL;
      CREATE INDEX missed_call_done ON missed_call (done_at) WHERE done_at IS NOT NULL;
      CREATE INDEX missed_call_cleared ON missed_call (cleared_by) WHERE cleared_by IS NOT NULL;

      -- Calls this desk has answered, so that one a colleague's phone gave up on is not called back; never synced.
      CREATE TABLE answered_call (
        call_key TEXT PRIMARY KEY, call_id TEXT NOT NULL, answered_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
    `,
  },
  {
    id: '2026-11-22-callbacks-reminders',
    sql: `
      -- Due times this desk has called to mind; never synced.
      CREATE TABLE callback_reminder (
        callback_id TEXT PRIMARY KEY, due_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
    `,
  },
];
