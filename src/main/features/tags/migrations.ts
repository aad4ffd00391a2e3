import type { Migration } from '../../replica/db.ts';

export const migrations: readonly Migration[] = [
  {
    id: '2026-11-22-tags',
    sql: `
      CREATE TABLE tag (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        kind TEXT NOT NULL, label TEXT NOT NULL, merged_into TEXT
      ) STRICT;

      CREATE TABLE party_tag (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        party_id TEXT NOT NULL, tag_id TEXT NOT NULL
      ) STRICT;
      CREATE INDEX party_tag_by_party ON party_tag (party_id);
      CREATE INDEX party_tag_by_tag ON party_tag (tag_id, party_id);

      CREATE TABLE party_role (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        party_id TEXT NOT NULL, role TEXT NOT NULL
      ) STRICT;
      CREATE INDEX party_role_by_party ON party_role (party_id);
      CREATE INDEX party_role_by_role ON party_role (role, party_id);
    `,
  },
];
