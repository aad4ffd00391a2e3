CREATE TABLE passed_wrap_up (
  call_id text NOT NULL,
  from_user text NOT NULL,
  to_user text NOT NULL,
  outcome text,
  note text NOT NULL,
  passed_at bigint NOT NULL
);
SELECT rufblatt_entity('passed_wrap_up');
CREATE INDEX ON passed_wrap_up (tenant_id, call_id);
