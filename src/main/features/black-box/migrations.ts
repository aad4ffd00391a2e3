import type { Migration } from '../../replica/db.ts';

export const migrations: readonly Migration[] = [
  {
    id: '2026-11-21-black-box',
    sql: `
      -- One row a leg of a call; never synced, pruned by age and by what all of it weighs.
      CREATE TABLE black_box (
        id TEXT PRIMARY KEY, call_id TEXT, device TEXT NOT NULL, began_at INTEGER NOT NULL, ended_at INTEGER,
        facts TEXT, pop TEXT, bytes INTEGER NOT NULL, is_cut INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX black_box_began ON black_box (began_at);

      -- What was recorded, a row for each time it was written: JSON arrays of frames and stages.
      CREATE TABLE black_box_part (
        box_id TEXT NOT NULL, seq INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (box_id, seq)
      ) STRICT;

      CREATE TABLE black_box_setting (
        id INTEGER PRIMARY KEY CHECK (id = 1), keep_days INTEGER NOT NULL
      ) STRICT;
    `,
  },
];
