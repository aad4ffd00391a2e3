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
  {
    id: '2026-11-22-interactions',
    sql: `
      ALTER TABLE interaction ADD COLUMN time_known INTEGER NOT NULL DEFAULT 1;
      ALTER TABLE interaction ADD COLUMN result TEXT;
      ALTER TABLE interaction ADD COLUMN next_step TEXT;

      CREATE TABLE interaction_participant (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        interaction_id TEXT NOT NULL, party_id TEXT NOT NULL, role TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX interaction_participant_by_party ON interaction_participant (party_id, interaction_id);
      CREATE INDEX interaction_participant_by_interaction ON interaction_participant (interaction_id);

      CREATE TABLE entry_draft (
        user_id TEXT NOT NULL, party_id TEXT NOT NULL, draft TEXT NOT NULL,
        PRIMARY KEY (user_id, party_id)
      ) STRICT, WITHOUT ROWID;
    `,
  },
  {
    // "Who was it the last time?" is asked while it rings.
    id: '2026-11-22-interactions-number',
    sql: 'CREATE INDEX interaction_by_number ON interaction (number, occurred_at) WHERE number IS NOT NULL',
  },
  {
    // The list of calls is read page by page out of these, its length without touching a row.
    id: '2026-11-26-interactions-call-list',
    sql: `
      CREATE INDEX interaction_calls ON interaction (occurred_at, id) WHERE type = 'call';
      CREATE INDEX interaction_missed_calls ON interaction (occurred_at, id)
        WHERE type = 'call' AND direction = 'in' AND end_reason IN ('missed-caller', 'missed-no-answer');
    `,
  },
];
