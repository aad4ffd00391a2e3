ALTER TABLE staff ADD COLUMN left_at bigint;
