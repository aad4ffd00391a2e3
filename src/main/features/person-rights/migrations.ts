import type { Migration } from '../../replica/db.ts';

export const migrations: readonly Migration[] = [
  {
    id: '2026-11-22-person-rights',
    sql: `
      CREATE TABLE erasure (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        marks TEXT NOT NULL, reason TEXT NOT NULL, erased_by TEXT NOT NULL, erased_at INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE party_restriction (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        party_id TEXT NOT NULL, reason TEXT NOT NULL, until TEXT, set_by TEXT NOT NULL, set_at INTEGER NOT NULL,
        lifted_by TEXT, lifted_at INTEGER
      ) STRICT;
      CREATE INDEX party_restriction_by_party ON party_restriction (party_id);
    `,
  },
];
