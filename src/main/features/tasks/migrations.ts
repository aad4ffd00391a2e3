import type { Migration } from '../../replica/db.ts';

export const migrations: readonly Migration[] = [
  {
    id: '2026-11-21-tasks',
    sql: `
      CREATE TABLE task (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        kind TEXT NOT NULL, title TEXT NOT NULL, state TEXT NOT NULL, party_id TEXT NOT NULL,
        assignee_id TEXT NOT NULL, created_by TEXT NOT NULL, created_at INTEGER NOT NULL,
        due_at INTEGER NOT NULL, due_has_time INTEGER NOT NULL, promised INTEGER NOT NULL, done_at INTEGER
      ) STRICT;
      CREATE INDEX task_by_party ON task (party_id, state);
      CREATE INDEX task_by_assignee ON task (assignee_id, due_at) WHERE state = 'open';

      -- What this desk has already called to mind, for which due time, and what became of it; never synced.
      CREATE TABLE task_reminder (
        task_id TEXT PRIMARY KEY, due_at INTEGER NOT NULL, remind_at INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'fired', 'dismissed'))
      ) STRICT, WITHOUT ROWID;
    `,
  },
  {
    id: '2026-11-22-tasks-attempts',
    sql: `
      CREATE TABLE task_attempt (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        task_id TEXT NOT NULL, staff_id TEXT NOT NULL, tried_at INTEGER NOT NULL,
        due_before INTEGER NOT NULL, had_time INTEGER NOT NULL, due_after INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX task_attempt_by_task ON task_attempt (task_id);

      -- On which day whom this desk has told of the calls that are expected of them; never synced.
      CREATE TABLE task_day_told (user_id TEXT PRIMARY KEY, day TEXT NOT NULL) STRICT, WITHOUT ROWID;
    `,
  },
];
