-- Not by tenant, and looked at in every push.
DO $$
BEGIN
  DROP INDEX IF EXISTS erasure_marks_idx;
END
$$;

-- The marks of all erasures, one a row: what every push is asked against (src/server/sync/erasures.ts).
CREATE TABLE erasure_mark (
  tenant_id uuid NOT NULL,
  mark text COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, mark)
);
-- Of all tenants, also where the owner of the tables is bound by their policies.
ALTER TABLE erasure NO FORCE ROW LEVEL SECURITY;
INSERT INTO erasure_mark SELECT DISTINCT tenant_id, jsonb_array_elements_text(marks) FROM erasure;
ALTER TABLE erasure FORCE ROW LEVEL SECURITY;
SELECT rufblatt_tenant_table('erasure_mark', 'SELECT, INSERT');
