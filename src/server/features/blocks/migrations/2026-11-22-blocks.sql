CREATE TABLE block (
  party_id text COLLATE "C" NOT NULL,
  kind text NOT NULL,
  note text NOT NULL,
  since text NOT NULL,
  until text,
  set_by text NOT NULL,
  set_at bigint NOT NULL,
  lifted_at bigint,
  lifted_by text,
  ended_with text
);
SELECT rufblatt_entity('block');
CREATE INDEX ON block (tenant_id, party_id);
-- What the centre's round looks for.
CREATE INDEX ON block (tenant_id, until) WHERE lifted_at IS NULL AND NOT deleted;
