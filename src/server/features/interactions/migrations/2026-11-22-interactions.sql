ALTER TABLE interaction ADD COLUMN time_known boolean NOT NULL DEFAULT true;
ALTER TABLE interaction ADD COLUMN result text;
ALTER TABLE interaction ADD COLUMN next_step text;

CREATE TABLE interaction_participant (
  interaction_id text NOT NULL,
  party_id text NOT NULL,
  role text NOT NULL
);
SELECT rufblatt_entity('interaction_participant');
CREATE INDEX ON interaction_participant (tenant_id, interaction_id);
CREATE INDEX ON interaction_participant (tenant_id, party_id);
