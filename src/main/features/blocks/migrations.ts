import type { Migration } from '../../replica/db.ts';

export const migrations: readonly Migration[] = [
  {
    id: '2026-11-22-blocks',
    sql: `
      CREATE TABLE block (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        party_id TEXT NOT NULL, kind TEXT NOT NULL, note TEXT NOT NULL, since TEXT NOT NULL, until TEXT,
        set_by TEXT NOT NULL, set_at INTEGER NOT NULL, lifted_at INTEGER, lifted_by TEXT, ended_with TEXT
      ) STRICT;
      CREATE INDEX block_by_party ON block (party_id);
    `,
  },
];
