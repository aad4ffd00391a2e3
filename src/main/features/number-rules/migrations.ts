import type { Migration } from '../../replica/db.ts';

export const migrations: readonly Migration[] = [
  {
    id: '2026-11-22-number-rules',
    sql: `
      CREATE TABLE number_rule (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        pattern TEXT NOT NULL, kind TEXT NOT NULL, note TEXT NOT NULL, created_by TEXT NOT NULL
      ) STRICT;
      CREATE INDEX number_rule_by_pattern ON number_rule (pattern);
    `,
  },
];
