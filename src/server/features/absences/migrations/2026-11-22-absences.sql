CREATE TABLE absence (
  staff_id text NOT NULL,
  deputy_id text NOT NULL,
  from_at bigint NOT NULL,
  until_at bigint NOT NULL,
  reported_by text NOT NULL,
  reported_at bigint NOT NULL,
  ended_at bigint
);
SELECT rufblatt_entity('absence');
