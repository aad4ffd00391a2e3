CREATE TABLE duty_session (
  staff_id text NOT NULL,
  desk_id text NOT NULL,
  desk_name text NOT NULL,
  began_at bigint NOT NULL,
  ended_at bigint,
  ended_how text
);
SELECT rufblatt_entity('duty_session');
