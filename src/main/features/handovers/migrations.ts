import type { Migration } from '../../replica/db.ts';

export const migrations: readonly Migration[] = [
  {
    id: '2026-11-22-handovers',
    sql: `
      CREATE TABLE handover (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        number TEXT, target TEXT NOT NULL, from_user TEXT NOT NULL, from_extension TEXT, party_id TEXT,
        note TEXT NOT NULL, ticket_id TEXT, sent_at INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX handover_by_user ON handover (from_user);
      CREATE INDEX handover_by_time ON handover (sent_at);
    `,
  },
];
