CREATE TABLE number_rule (
  pattern text NOT NULL,
  kind text NOT NULL,
  note text NOT NULL,
  created_by text NOT NULL
);
SELECT rufblatt_entity('number_rule');
CREATE INDEX ON number_rule (tenant_id, pattern);
