CREATE TABLE task_attempt (
  task_id text NOT NULL,
  staff_id text NOT NULL,
  tried_at bigint NOT NULL,
  due_before bigint NOT NULL,
  had_time boolean NOT NULL,
  due_after bigint NOT NULL
);
SELECT rufblatt_entity('task_attempt');
CREATE INDEX ON task_attempt (tenant_id, task_id);
