-- Who read what of customers, and when (src/shared/features/reading-log/model.ts).
CREATE TABLE reading (
  kind text NOT NULL,
  party_id text,
  reader_id text NOT NULL,
  read_at bigint NOT NULL
);
SELECT rufblatt_entity('reading');
CREATE INDEX ON reading (tenant_id, party_id, read_at);
CREATE INDEX ON reading (tenant_id, reader_id, read_at);
CREATE INDEX ON reading (tenant_id, read_at);
