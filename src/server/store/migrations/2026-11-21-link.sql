CREATE TABLE link (
  from_type text NOT NULL,
  from_id text NOT NULL,
  to_type text NOT NULL,
  to_id text NOT NULL
);
SELECT rufblatt_entity('link');
