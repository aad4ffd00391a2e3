CREATE TABLE conflict_note (
  tbl text COLLATE "C" NOT NULL,
  pk text COLLATE "C" NOT NULL,
  command text NOT NULL,
  late_by text COLLATE "C" NOT NULL,
  late_at bigint NOT NULL,
  kept_by text COLLATE "C",
  kept_at bigint,
  gone boolean NOT NULL,
  decided_at bigint NOT NULL,
  fields text NOT NULL,
  health_fields text,
  birth_date_fields text,
  late_seen_at bigint,
  kept_seen_at bigint
);
SELECT rufblatt_entity('conflict_note');
