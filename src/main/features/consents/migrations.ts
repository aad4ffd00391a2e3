import type { Migration } from '../../replica/db.ts';

export const migrations: readonly Migration[] = [
  {
    id: '2026-11-22-consents',
    sql: `
      CREATE TABLE consent (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        party_id TEXT NOT NULL, channel TEXT NOT NULL, purpose TEXT NOT NULL, how TEXT NOT NULL,
        evidence TEXT NOT NULL, text_version TEXT NOT NULL, given_on TEXT NOT NULL, valid_until TEXT,
        last_used_on TEXT, recorded_by TEXT NOT NULL,
        withdrawn_at INTEGER, withdrawn_how TEXT, withdrawn_by TEXT
      ) STRICT;
      CREATE INDEX consent_by_party ON consent (party_id);

      CREATE TABLE opt_out (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        party_id TEXT NOT NULL, channel TEXT NOT NULL, how TEXT NOT NULL, note TEXT NOT NULL,
        since INTEGER NOT NULL, recorded_by TEXT NOT NULL, revoked_at INTEGER, revoked_by TEXT
      ) STRICT;
      CREATE INDEX opt_out_by_party ON opt_out (party_id);
    `,
  },
  {
    id: '2026-11-26-consents-withdrawal',
    sql: 'ALTER TABLE consent ADD COLUMN withdrawn_evidence TEXT;',
  },
];
