CREATE TABLE attachment (
  subject_type text NOT NULL,
  subject_id text NOT NULL,
  file_name text NOT NULL,
  media_type text NOT NULL,
  bytes bigint NOT NULL,
  sha256 text COLLATE "C" NOT NULL,
  added_by text NOT NULL,
  added_at bigint NOT NULL
);
SELECT rufblatt_entity('attachment');
CREATE INDEX ON attachment (tenant_id, subject_id);
CREATE INDEX ON attachment (tenant_id, sha256);

-- The contents, once however many rows name them: docs/attachments.md. `whole_at`: all chunks are there and their digest is
-- this one. `unused_since`: no living row has named it since, as far as the last round saw. ms since the epoch.
CREATE TABLE attachment_file (
  tenant_id uuid NOT NULL,
  sha256 text COLLATE "C" NOT NULL,
  bytes bigint NOT NULL,
  whole_at bigint,
  unused_since bigint,
  PRIMARY KEY (tenant_id, sha256)
);
SELECT rufblatt_tenant_table('attachment_file', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE attachment_chunk (
  tenant_id uuid NOT NULL,
  sha256 text COLLATE "C" NOT NULL,
  no integer NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (tenant_id, sha256, no),
  FOREIGN KEY (tenant_id, sha256) REFERENCES attachment_file (tenant_id, sha256) ON DELETE CASCADE
);
-- What a file is made of is compressed already, mostly.
ALTER TABLE attachment_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL;
SELECT rufblatt_tenant_table('attachment_chunk', 'SELECT, INSERT, DELETE');
