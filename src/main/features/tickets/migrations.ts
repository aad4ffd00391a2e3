import type { Migration } from '../../replica/db.ts';

export const migrations: readonly Migration[] = [
  {
    id: '2026-11-21-tickets',
    sql: `
      CREATE TABLE ticket (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        number TEXT NOT NULL, title TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL,
        party_id TEXT NOT NULL, owner_id TEXT NOT NULL, opened_by TEXT NOT NULL, opened_at INTEGER NOT NULL,
        due_at INTEGER, closed_at INTEGER, result TEXT
      ) STRICT;
      CREATE INDEX ticket_by_party ON ticket (party_id, state);
      CREATE INDEX ticket_by_number ON ticket (number);
      CREATE INDEX ticket_unclosed ON ticket (opened_at) WHERE state <> 'closed';

      -- Numbers leased to this device and not used yet; never synced.
      CREATE TABLE ticket_lease (year INTEGER NOT NULL, serial INTEGER NOT NULL, PRIMARY KEY (year, serial)) STRICT, WITHOUT ROWID;
    `,
  },
  {
    id: '2026-11-22-tickets-kinds',
    sql: `
      CREATE TABLE ticket_kind (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        name TEXT, built_in TEXT, retired INTEGER NOT NULL
      ) STRICT;
    `,
  },
  {
    id: '2026-11-26-tickets-states',
    sql: `
      CREATE TABLE ticket_state (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        name TEXT, built_in TEXT, category TEXT NOT NULL, colour TEXT NOT NULL, position INTEGER NOT NULL,
        retired INTEGER NOT NULL
      ) STRICT;
      ALTER TABLE ticket ADD COLUMN state_id TEXT;
    `,
  },
];
