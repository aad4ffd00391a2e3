-- That somebody was erased (src/shared/persons/erasure.ts), and marks of the rows' ids.
CREATE TABLE erasure (
  marks jsonb NOT NULL,
  reason text NOT NULL,
  erased_by text NOT NULL,
  erased_at bigint NOT NULL
);
SELECT rufblatt_entity('erasure');
CREATE INDEX ON erasure USING gin (marks);

CREATE TABLE party_restriction (
  party_id text NOT NULL,
  reason text NOT NULL,
  until text,
  set_by text NOT NULL,
  set_at bigint NOT NULL,
  lifted_by text,
  lifted_at bigint
);
SELECT rufblatt_entity('party_restriction');
CREATE INDEX ON party_restriction (tenant_id, party_id);

-- What a restore has carried over from the centre it replaced or from a register beside the backup, until a node has
-- erased it again. The restore makes the table where the backup is older than this.
CREATE TABLE IF NOT EXISTS erasure_carried (
  tenant_id uuid NOT NULL,
  id text NOT NULL,
  scope_id text NOT NULL,
  marks jsonb NOT NULL,
  reason text NOT NULL,
  erased_by text NOT NULL,
  erased_at bigint NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
SELECT rufblatt_tenant_table('erasure_carried', 'SELECT, INSERT, DELETE');

-- An erasure takes rows away for good, the ones that were only marked as deleted included, and what was written down of
-- them.
GRANT DELETE, UPDATE (base, old, new) ON field_history TO rufblatt_app;
GRANT UPDATE (command) ON mutation_result TO rufblatt_app;
DO $$
DECLARE tbl regclass;
BEGIN
  FOR tbl IN
    SELECT c.oid FROM pg_class c
    WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
      AND (SELECT count(*) FROM pg_attribute a
           WHERE a.attrelid = c.oid AND a.attname IN ('tenant_id', 'id', 'scope_id', 'ver', 'deleted')) = 5
  LOOP
    EXECUTE format('GRANT DELETE ON %s TO rufblatt_app', tbl);
  END LOOP;
END
$$;

-- As before, with the right to delete: for tables that come after this.
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
  PERFORM rufblatt_tenant_table(tbl, 'SELECT, INSERT, UPDATE, DELETE');
END
$$;
