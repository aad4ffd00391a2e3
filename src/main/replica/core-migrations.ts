import type { Migration } from './db.ts';

/**
 * The replica's own tables.
 *
 * - `sync_state`: one row. `cursor` is the last `ver` held, `resetting` is 1 from a reset to the next complete page,
 *   `known_columns` what the pages so far were read with, `tenant_id`/`user_id` whose replica it is.
 *   `fed` (JSON, see `fedSchema`) what its rows come from: null before the first page.
 * - `outbox`: commands the centre has not acknowledged, in the order of `mid`. `sent` is 1 before the first push of
 *   it; `rerun_error` is why it had no effect on top of the centre's rows, in the last rebase. `first_client` and
 *   `first_mid` are the number it was written under, where it has another one now; null: it is its first.
 * - `acknowledged_command`: what the centre has acknowledged lately, for the case that it is set back to a backup from
 *   before; `client` and `mid` as they were, `epoch` the centre's history that has it (null: not kept then).
 * - `shadow`: the centre's image of every row with pending work; `row` NULL: the centre has no such row. The images
 *   together with the rows without a shadow are the tenant's state at `cursor`.
 * - `rejected_command`, `conflict_inbox`: what became of commands otherwise than wished; kept until looked at.
 *   `actor` as in the outbox: a colleague at the same desk sees none of it; null: from before it was kept.
 * - `erasure_seen`: erasures whose traces beside the rows are gone from this file: see forget-erased.ts.
 * - `phone`: kind 0 an exact number, 1 a stem, 2 an extension of the house; features fill it by triggers.
 */
export const coreMigrations: readonly Migration[] = [
  {
    id: '2026-11-20-core',
    sql: `
      CREATE TABLE sync_state (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        client_id TEXT NOT NULL,
        next_mid INTEGER NOT NULL,
        epoch TEXT,
        cursor INTEGER NOT NULL,
        as_of INTEGER,
        resetting INTEGER NOT NULL,
        known_columns TEXT NOT NULL,
        tenant_id TEXT,
        user_id TEXT
      ) STRICT;
      INSERT INTO sync_state (id, client_id, next_mid, cursor, resetting, known_columns)
      VALUES (1, lower(hex(randomblob(16))), 1, 0, 0, '[]');

      CREATE TABLE outbox (
        mid INTEGER PRIMARY KEY,
        name TEXT NOT NULL, args TEXT NOT NULL, base TEXT NOT NULL,
        at INTEGER NOT NULL, schema INTEGER NOT NULL,
        actor TEXT NOT NULL, scope_id TEXT NOT NULL,
        sent INTEGER NOT NULL DEFAULT 0,
        rerun_error TEXT
      ) STRICT;

      CREATE TABLE shadow (
        tbl TEXT NOT NULL, pk TEXT NOT NULL, row TEXT, PRIMARY KEY (tbl, pk)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE rejected_command (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        mid INTEGER NOT NULL, name TEXT NOT NULL, args TEXT NOT NULL, base TEXT NOT NULL, at INTEGER NOT NULL,
        code TEXT NOT NULL, detail TEXT NOT NULL, decided_at INTEGER NOT NULL, seen_at INTEGER
      ) STRICT;
      CREATE INDEX rejected_command_unseen ON rejected_command (id) WHERE seen_at IS NULL;

      CREATE TABLE conflict_inbox (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        mid INTEGER NOT NULL, name TEXT NOT NULL, args TEXT NOT NULL, base TEXT NOT NULL, at INTEGER NOT NULL,
        detail TEXT NOT NULL, decided_at INTEGER NOT NULL, seen_at INTEGER
      ) STRICT;
      CREATE INDEX conflict_inbox_unseen ON conflict_inbox (id) WHERE seen_at IS NULL;

      CREATE TABLE local_setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

      CREATE TABLE link (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        from_type TEXT NOT NULL, from_id TEXT NOT NULL, to_type TEXT NOT NULL, to_id TEXT NOT NULL
      ) STRICT;
      CREATE INDEX link_by_from ON link (from_id, from_type);
      CREATE INDEX link_by_to ON link (to_id, to_type);

      CREATE TABLE phone (
        digits TEXT NOT NULL, kind INTEGER NOT NULL, ref_type TEXT NOT NULL, ref_id TEXT NOT NULL,
        contact_id TEXT NOT NULL, PRIMARY KEY (digits, kind, contact_id)
      ) STRICT, WITHOUT ROWID;
    `,
  },
  {
    id: '2026-11-22-core-fed',
    sql: 'ALTER TABLE sync_state ADD COLUMN fed TEXT',
  },
  {
    id: '2026-11-22-core-acknowledged',
    sql: `
      CREATE TABLE acknowledged_command (
        client TEXT NOT NULL, mid INTEGER NOT NULL, kept_at INTEGER NOT NULL,
        name TEXT NOT NULL, args TEXT NOT NULL, base TEXT NOT NULL,
        at INTEGER NOT NULL, schema INTEGER NOT NULL,
        actor TEXT NOT NULL, scope_id TEXT NOT NULL,
        PRIMARY KEY (client, mid)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX acknowledged_command_by_age ON acknowledged_command (kept_at);`,
  },
  {
    id: '2026-11-24-core-whose-outcome',
    sql: `
      ALTER TABLE rejected_command ADD COLUMN actor TEXT;
      ALTER TABLE conflict_inbox ADD COLUMN actor TEXT;`,
  },
  {
    id: '2026-11-25-core-command-number',
    sql: `
      ALTER TABLE outbox ADD COLUMN first_client TEXT;
      ALTER TABLE outbox ADD COLUMN first_mid INTEGER;
      ALTER TABLE acknowledged_command ADD COLUMN first_client TEXT;
      ALTER TABLE acknowledged_command ADD COLUMN first_mid INTEGER;
      ALTER TABLE acknowledged_command ADD COLUMN epoch TEXT;`,
  },
  {
    id: '2026-11-22-core-erasures',
    sql: 'CREATE TABLE erasure_seen (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID',
  },
  {
    id: '2026-11-26-core-acknowledged-epoch',
    sql: `
      ALTER TABLE acknowledged_command ADD COLUMN line INTEGER NOT NULL DEFAULT 0;
      CREATE INDEX acknowledged_command_by_epoch ON acknowledged_command (epoch);`,
  },
  {
    id: '2026-11-27-core-form-drafts',
    sql: `
      CREATE TABLE form_draft (
        id TEXT PRIMARY KEY, user_id TEXT NOT NULL, form TEXT NOT NULL, about TEXT,
        fields TEXT NOT NULL, at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;`,
  },
];

/** Work that waits for the centre; beside the local tables what a file does not get back from it. */
export const OUTBOX = 'outbox';

export const coreLocalTables: readonly string[] = [
  'acknowledged_command',
  'rejected_command',
  'conflict_inbox',
  'local_setting',
  'form_draft',
];
