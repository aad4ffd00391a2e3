import type { Migration } from '../../replica/db.ts';

export const migrations: readonly Migration[] = [
  {
    id: '2026-11-26-duty',
    sql: `
      CREATE TABLE duty_session (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        staff_id TEXT NOT NULL, desk_id TEXT NOT NULL, desk_name TEXT NOT NULL,
        began_at INTEGER NOT NULL, ended_at INTEGER, ended_how TEXT
      ) STRICT;
      CREATE INDEX duty_session_by_time ON duty_session (began_at);
      CREATE INDEX duty_session_by_desk ON duty_session (desk_id, began_at);
      CREATE INDEX duty_session_open ON duty_session (began_at) WHERE ended_at IS NULL;

      -- Of this desk alone: who may come in with what, and which duty goes on here.
      CREATE TABLE duty_pin (
        user_id TEXT PRIMARY KEY, salt TEXT, hash TEXT, wrong INTEGER NOT NULL, wait_until INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE duty_here (
        id INTEGER PRIMARY KEY CHECK (id = 1), session_id TEXT, user_id TEXT, expected_id TEXT
      ) STRICT;
      INSERT INTO duty_here (id) VALUES (1);
    `,
  },
];

export const LOCAL_TABLES: readonly string[] = ['duty_pin', 'duty_here'];
