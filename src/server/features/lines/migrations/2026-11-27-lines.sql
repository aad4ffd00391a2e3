CREATE TABLE house_line (
  line text NOT NULL,
  name text NOT NULL,
  greeting text NOT NULL
);
SELECT rufblatt_entity('house_line');
CREATE INDEX ON house_line (tenant_id, line);
