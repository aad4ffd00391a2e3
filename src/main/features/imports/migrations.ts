import type { Migration } from '../../replica/db.ts';

/** Of this desk alone, in the encrypted replica: an import is a copy of somebody's customers. */
export const migrations: readonly Migration[] = [
  {
    id: '2026-11-24-imports',
    sql: `
      CREATE TABLE import_job (
        id TEXT PRIMARY KEY, user_id TEXT NOT NULL, file_name TEXT NOT NULL, at INTEGER NOT NULL,
        state TEXT NOT NULL, format TEXT, encoding TEXT, delimiter TEXT,
        headers TEXT NOT NULL DEFAULT '[]', mapping TEXT NOT NULL DEFAULT '[]', remembered INTEGER NOT NULL DEFAULT 0,
        existing TEXT NOT NULL DEFAULT 'update', rows INTEGER NOT NULL DEFAULT 0,
        done INTEGER NOT NULL DEFAULT 0, total INTEGER NOT NULL DEFAULT 0, counts TEXT,
        run_client TEXT, run_at INTEGER, applied INTEGER NOT NULL DEFAULT 0,
        undo_client TEXT, undo_at INTEGER, kept INTEGER NOT NULL DEFAULT 0,
        conflicts INTEGER NOT NULL DEFAULT 0, refused INTEGER NOT NULL DEFAULT 0, error TEXT
      ) STRICT;

      -- batch, undo_batch: the number of the command that carries the row, in its line; null: in none.
      CREATE TABLE import_row (
        job_id TEXT NOT NULL, n INTEGER NOT NULL, line INTEGER NOT NULL, cells TEXT NOT NULL,
        kind TEXT, reason TEXT, field TEXT, ref_id TEXT, entry TEXT, base TEXT, memory TEXT, batch INTEGER,
        undo_entry TEXT, undo_base TEXT, undo_batch INTEGER,
        PRIMARY KEY (job_id, n)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX import_row_by_batch ON import_row (job_id, batch) WHERE batch IS NOT NULL;
      CREATE INDEX import_row_by_undo_batch ON import_row (job_id, undo_batch) WHERE undo_batch IS NOT NULL;
      CREATE INDEX import_row_by_kind ON import_row (job_id, kind, n);

      CREATE TABLE import_mapping (signature TEXT PRIMARY KEY, mapping TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
    `,
  },
];
