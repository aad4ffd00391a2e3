import type { Migration } from '../../replica/db.ts';

export const migrations: readonly Migration[] = [
  {
    id: '2026-11-23-relations',
    sql: `
      CREATE TABLE affiliation (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        person_id TEXT NOT NULL, organisation_id TEXT NOT NULL, job TEXT NOT NULL,
        department_id TEXT, reports_to TEXT, since TEXT, until TEXT
      ) STRICT;
      CREATE INDEX affiliation_by_person ON affiliation (person_id);
      CREATE INDEX affiliation_by_organisation ON affiliation (organisation_id);

      CREATE TABLE relationship (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        from_id TEXT NOT NULL, to_id TEXT NOT NULL, kind TEXT NOT NULL, note TEXT NOT NULL,
        since TEXT, until TEXT
      ) STRICT;
      CREATE INDEX relationship_by_from ON relationship (from_id);
      CREATE INDEX relationship_by_to ON relationship (to_id);
    `,
  },
];
