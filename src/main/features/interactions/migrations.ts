import type { Migration } from '../../replica/db.ts';

export const migrations: readonly Migration[] = [
  {
    id: '2026-11-21-interactions',
    sql: `
      CREATE TABLE interaction (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        type TEXT NOT NULL, direction TEXT NOT NULL, party_id TEXT, staff_id TEXT NOT NULL,
        occurred_at INTEGER NOT NULL, answered_at INTEGER, ended_at INTEGER, end_reason TEXT,
        number TEXT, queue TEXT, call_key TEXT, outcome TEXT, body TEXT NOT NULL
      ) STRICT;
      CREATE INDEX interaction_by_party ON interaction (party_id, occurred_at);
      CREATE INDEX interaction_by_time ON interaction (occurred_at);
      CREATE INDEX interaction_by_call_key ON interaction (call_key) WHERE call_key IS NOT NULL;
    `,
  },
];
