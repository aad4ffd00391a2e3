CREATE TABLE task (
  kind text NOT NULL,
  title text NOT NULL,
  state text NOT NULL,
  party_id text NOT NULL,
  assignee_id text NOT NULL,
  created_by text NOT NULL,
  created_at bigint NOT NULL,
  due_at bigint NOT NULL,
  due_has_time boolean NOT NULL,
  promised boolean NOT NULL,
  done_at bigint
);
SELECT rufblatt_entity('task');
