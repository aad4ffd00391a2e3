CREATE TABLE callback (
  party_id text,
  claimed_by text,
  claimed_for text,
  due_at bigint,
  due_has_time boolean NOT NULL,
  due_for text
);
SELECT rufblatt_entity('callback');

CREATE TABLE missed_call (
  callback_id text,
  call_key text NOT NULL,
  missed_at bigint NOT NULL,
  number text,
  queue text,
  dialled text,
  done_at bigint,
  done_by text,
  cleared_by text
);
SELECT rufblatt_entity('missed_call');
CREATE INDEX ON missed_call (tenant_id, callback_id) WHERE done_at IS NULL;
