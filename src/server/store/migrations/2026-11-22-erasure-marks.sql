-- The marks of all erasures (src/shared/persons/erasure.ts), one a row: what every push is asked against
-- (src/server/sync/erasures.ts).
CREATE TABLE erasure_mark (
  tenant_id uuid NOT NULL,
  mark text COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, mark)
);
SELECT rufblatt_tenant_table('erasure_mark', 'SELECT, INSERT');
