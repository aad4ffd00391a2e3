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
];
