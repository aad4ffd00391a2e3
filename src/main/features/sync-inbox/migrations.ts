import type { Migration } from '../../replica/db.ts';

export const migrations: readonly Migration[] = [
  {
    id: '2026-11-24-sync-inbox',
    sql: `
      CREATE TABLE conflict_note (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        tbl TEXT NOT NULL, pk TEXT NOT NULL, command TEXT NOT NULL,
        late_by TEXT NOT NULL, late_at INTEGER NOT NULL, kept_by TEXT, kept_at INTEGER,
        gone INTEGER NOT NULL, decided_at INTEGER NOT NULL,
        fields TEXT NOT NULL, health_fields TEXT, birth_date_fields TEXT,
        late_seen_at INTEGER, kept_seen_at INTEGER
      ) STRICT;
      CREATE INDEX conflict_note_by_late ON conflict_note (late_by, decided_at);
      CREATE INDEX conflict_note_by_kept ON conflict_note (kept_by, decided_at);
    `,
  },
];
