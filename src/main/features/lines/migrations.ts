import type { Migration } from '../../replica/db.ts';

export const migrations: readonly Migration[] = [
  {
    id: '2026-11-27-lines',
    sql: `
      CREATE TABLE house_line (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        line TEXT NOT NULL, name TEXT NOT NULL, greeting TEXT NOT NULL
      ) STRICT;
      CREATE INDEX house_line_by_line ON house_line (line);
    `,
  },
];
