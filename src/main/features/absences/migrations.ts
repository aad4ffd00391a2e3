import type { Migration } from '../../replica/db.ts';

export const migrations: readonly Migration[] = [
  {
    id: '2026-11-22-absences',
    sql: `
      CREATE TABLE absence (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        staff_id TEXT NOT NULL, deputy_id TEXT NOT NULL, from_at INTEGER NOT NULL, until_at INTEGER NOT NULL,
        reported_by TEXT NOT NULL, reported_at INTEGER NOT NULL, ended_at INTEGER
      ) STRICT;
      CREATE INDEX absence_holding ON absence (until_at) WHERE ended_at IS NULL;
    `,
  },
];
