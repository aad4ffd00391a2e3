CREATE TABLE handover (
  number text,
  target text NOT NULL,
  from_user text NOT NULL,
  from_extension text,
  party_id text,
  note text NOT NULL,
  ticket_id text,
  sent_at bigint NOT NULL
);
SELECT rufblatt_entity('handover');
CREATE INDEX ON handover (tenant_id, from_user);
