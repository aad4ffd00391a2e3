-- What a desk is fed with when it starts: the living rows in the order of their versions, tombstones left aside.
CREATE OR REPLACE FUNCTION rufblatt_entity(tbl regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format(
    'ALTER TABLE %s'
    ' ADD COLUMN tenant_id uuid NOT NULL,'
    ' ADD COLUMN id text COLLATE "C" NOT NULL,'
    ' ADD COLUMN scope_id text COLLATE "C" NOT NULL,'
    ' ADD COLUMN ver bigint NOT NULL,'
    ' ADD COLUMN deleted boolean NOT NULL DEFAULT false,'
    ' ADD PRIMARY KEY (tenant_id, id)',
    tbl);
  EXECUTE format('CREATE INDEX ON %s (tenant_id, ver)', tbl);
  EXECUTE format('CREATE INDEX ON %s (tenant_id, ver) INCLUDE (scope_id) WHERE NOT deleted', tbl);
  PERFORM rufblatt_tenant_table(tbl, 'SELECT, INSERT, UPDATE');
END
$$;
DO $$
DECLARE tbl regclass;
BEGIN
  FOR tbl IN
    SELECT c.oid FROM pg_class c
    WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
      AND (SELECT count(*) FROM pg_attribute a
           WHERE a.attrelid = c.oid AND a.attname IN ('tenant_id', 'id', 'scope_id', 'ver', 'deleted')) = 5
  LOOP
    EXECUTE format('CREATE INDEX ON %s (tenant_id, ver) INCLUDE (scope_id) WHERE NOT deleted', tbl);
  END LOOP;
END
$$;

-- Branches and the like: what rows belong to and people are members of. An id without a row here is a scope as well.
CREATE TABLE scope (
  tenant_id uuid NOT NULL REFERENCES tenant,
  scope_id text COLLATE "C" NOT NULL,
  name text NOT NULL,
  created_at bigint NOT NULL,
  PRIMARY KEY (tenant_id, scope_id),
  UNIQUE (tenant_id, name)
);
SELECT rufblatt_tenant_table('scope', 'SELECT, INSERT, UPDATE');

-- sha256 of name and arguments, so that another command under the same number is noticed; null: from before this.
ALTER TABLE mutation_result ADD COLUMN digest text COLLATE "C";
-- When it was decided, for the retention; null: from before this.
ALTER TABLE mutation_result ADD COLUMN decided_at bigint;

-- Retention (src/server/sync/retention.ts).
GRANT DELETE ON change_log, mutation_result TO rufblatt_app;

-- The rows of a set of scopes as a SQLite file (src/server/sync/snapshot). A cache: losing one costs time only.
CREATE TABLE snapshot (
  tenant_id uuid NOT NULL REFERENCES tenant,
  id text COLLATE "C" NOT NULL,
  scope_key text COLLATE "C" NOT NULL,
  -- The SQL schema of the desks it is for.
  schema_v text COLLATE "C" NOT NULL,
  state text NOT NULL CHECK (state IN ('building', 'ready')),
  -- While building: the last sign of life. Then: when it was done.
  at bigint NOT NULL,
  done bigint NOT NULL DEFAULT 0,
  -- Rows in it; while building, as far as counted.
  rows bigint NOT NULL DEFAULT 0,
  epoch text,
  ver bigint,
  bytes bigint,
  -- Of the file as it is sent: encrypted.
  sha256 text,
  key bytea,
  PRIMARY KEY (tenant_id, id)
);
SELECT rufblatt_tenant_table('snapshot', 'SELECT, INSERT, UPDATE, DELETE');
-- All nodes together make one at a time of a kind.
CREATE UNIQUE INDEX ON snapshot (tenant_id, scope_key, schema_v) WHERE state = 'building';
CREATE INDEX ON snapshot (tenant_id, scope_key, schema_v, ver);

-- The file, so that every node can send it.
CREATE TABLE snapshot_chunk (
  tenant_id uuid NOT NULL,
  id text COLLATE "C" NOT NULL,
  seq integer NOT NULL,
  data bytea NOT NULL,
  PRIMARY KEY (tenant_id, id, seq),
  FOREIGN KEY (tenant_id, id) REFERENCES snapshot ON DELETE CASCADE
);
ALTER TABLE snapshot_chunk ALTER COLUMN data SET STORAGE EXTERNAL;
SELECT rufblatt_tenant_table('snapshot_chunk', 'SELECT, INSERT, DELETE');
