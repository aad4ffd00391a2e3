CREATE TABLE interaction (
  type text NOT NULL,
  direction text NOT NULL,
  party_id text,
  staff_id text NOT NULL,
  occurred_at bigint NOT NULL,
  answered_at bigint,
  ended_at bigint,
  end_reason text,
  number text,
  queue text,
  call_key text,
  outcome text,
  body text NOT NULL
);
SELECT rufblatt_entity('interaction');
CREATE INDEX ON interaction (tenant_id, call_key) WHERE call_key IS NOT NULL;
