CREATE TABLE consent (
  party_id text COLLATE "C" NOT NULL,
  channel text NOT NULL,
  purpose text NOT NULL,
  how text NOT NULL,
  evidence text NOT NULL,
  text_version text NOT NULL,
  given_on text NOT NULL,
  valid_until text,
  last_used_on text,
  recorded_by text NOT NULL,
  withdrawn_at bigint,
  withdrawn_how text,
  withdrawn_by text
);
SELECT rufblatt_entity('consent');
CREATE INDEX ON consent (tenant_id, party_id);

CREATE TABLE opt_out (
  party_id text COLLATE "C" NOT NULL,
  channel text NOT NULL,
  how text NOT NULL,
  note text NOT NULL,
  since bigint NOT NULL,
  recorded_by text NOT NULL,
  revoked_at bigint,
  revoked_by text
);
SELECT rufblatt_entity('opt_out');
CREATE INDEX ON opt_out (tenant_id, party_id);
