ALTER TABLE party
  ADD COLUMN first_name text,
  ADD COLUMN last_name text,
  ADD COLUMN birth_date text,
  ADD COLUMN unit text,
  ADD COLUMN parent_id text COLLATE "C",
  ADD COLUMN owner_id text COLLATE "C",
  ADD COLUMN checked_on bigint,
  ADD COLUMN merged_into text COLLATE "C";

ALTER TABLE contact_point
  ADD COLUMN extension text,
  ADD COLUMN state text NOT NULL DEFAULT 'own',
  ADD COLUMN former_since bigint,
  ADD COLUMN fault text;
CREATE INDEX ON contact_point (tenant_id, party_id);
CREATE INDEX ON contact_point (tenant_id, digits) WHERE digits IS NOT NULL;
