import type { Migration } from '../../replica/db.ts';

export const migrations: readonly Migration[] = [
  {
    id: '2026-11-21-wrap-up',
    sql: `
      -- One row a call this desk still owes a word; never synced. Gone when finished.
      CREATE TABLE wrap_up (
        id TEXT PRIMARY KEY, user_id TEXT NOT NULL, direction TEXT NOT NULL, party_id TEXT, number TEXT,
        started_at INTEGER NOT NULL, ended_at INTEGER, outcome TEXT, note TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
    `,
  },
  {
    id: '2026-11-27-wrap-up',
    sql: `
      CREATE TABLE passed_wrap_up (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        call_id TEXT NOT NULL, from_user TEXT NOT NULL, to_user TEXT NOT NULL, outcome TEXT, note TEXT NOT NULL,
        passed_at INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX passed_wrap_up_by_call ON passed_wrap_up (call_id);
    `,
  },
];
