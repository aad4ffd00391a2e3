import type { Migration } from '../../replica/db.ts';

export const migrations: readonly Migration[] = [
  {
    id: '2026-11-22-reading-log',
    sql: `
      CREATE TABLE reading (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        kind TEXT NOT NULL, party_id TEXT, reader_id TEXT NOT NULL, read_at INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX reading_by_party ON reading (party_id);
    `,
  },
];
