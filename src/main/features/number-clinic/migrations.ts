import type { Migration } from '../../replica/db.ts';

/**
 * Of this desk alone: what its repairs changed, so that they can be undone. `before` and `after` hold numbers: an item
 * goes when its contact point has gone (forgetGone).
 */
export const migrations: readonly Migration[] = [
  {
    id: '2026-11-22-number-clinic',
    sql: `
      CREATE TABLE clinic_batch (
        id TEXT PRIMARY KEY, user_id TEXT NOT NULL, at INTEGER NOT NULL, entries INTEGER NOT NULL,
        undone_at INTEGER, kept INTEGER NOT NULL DEFAULT 0
      ) STRICT;

      -- before: JSON of what it was, null: the repair added it. after: JSON of what the repair wrote.
      CREATE TABLE clinic_item (
        batch_id TEXT NOT NULL, n INTEGER NOT NULL, contact_id TEXT NOT NULL, before TEXT, after TEXT NOT NULL,
        PRIMARY KEY (batch_id, n)
      ) STRICT, WITHOUT ROWID;
    `,
  },
];
