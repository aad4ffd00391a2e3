import type { Migration } from '../../replica/db.ts';

/**
 * - `attachment_blob`: contents on this desk. `sha256` is null while a file comes from the window and nobody knows its
 *   digest; `is_whole` 0: still coming; `epoch`: the centre's history that was seen to have it, null: none was.
 * - `attachment_piece`: its bytes, in chunks of one size.
 * - `attachment_draft`: files of an entry that is not kept yet.
 * - `attachment_upload`: attachments made here whose bytes the centre has not confirmed. `subject_id` is what an erasure
 *   knows them by before the centre has heard of them.
 */
export const migrations: readonly Migration[] = [
  {
    id: '2026-11-26-attachments',
    sql: `
      CREATE TABLE attachment (
        id TEXT PRIMARY KEY, scope_id TEXT NOT NULL, ver INTEGER NOT NULL,
        subject_type TEXT NOT NULL, subject_id TEXT NOT NULL,
        file_name TEXT NOT NULL, media_type TEXT NOT NULL, bytes INTEGER NOT NULL, sha256 TEXT NOT NULL,
        added_by TEXT NOT NULL, added_at INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX attachment_by_subject ON attachment (subject_id, subject_type);
      CREATE INDEX attachment_by_sha256 ON attachment (sha256);

      CREATE TABLE attachment_blob (
        id TEXT PRIMARY KEY, sha256 TEXT, bytes INTEGER NOT NULL, is_whole INTEGER NOT NULL,
        epoch TEXT, used_at INTEGER NOT NULL
      ) STRICT;
      CREATE UNIQUE INDEX attachment_blob_whole ON attachment_blob (sha256) WHERE is_whole = 1;
      CREATE INDEX attachment_blob_coming ON attachment_blob (sha256) WHERE is_whole = 0;
      CREATE TABLE attachment_piece (
        blob_id TEXT NOT NULL, no INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (blob_id, no)
      ) STRICT;

      CREATE TABLE attachment_draft (
        id TEXT PRIMARY KEY, subject_type TEXT NOT NULL, subject_id TEXT NOT NULL,
        file_name TEXT NOT NULL, media_type TEXT NOT NULL, bytes INTEGER NOT NULL, sha256 TEXT NOT NULL,
        added_by TEXT NOT NULL, added_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX attachment_draft_by_subject ON attachment_draft (subject_id);

      CREATE TABLE attachment_upload (
        id TEXT PRIMARY KEY, subject_id TEXT NOT NULL, sha256 TEXT NOT NULL, user_id TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
    `,
  },
];
