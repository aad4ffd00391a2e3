CREATE TABLE not_duplicate (
  low_id text COLLATE "C" NOT NULL,
  high_id text COLLATE "C" NOT NULL,
  decided_by text COLLATE "C" NOT NULL,
  decided_at bigint NOT NULL
);
SELECT rufblatt_entity('not_duplicate');
CREATE INDEX ON not_duplicate (tenant_id, low_id);
CREATE INDEX ON not_duplicate (tenant_id, high_id);

CREATE TABLE party_merge (
  kept_id text COLLATE "C" NOT NULL,
  dropped_id text COLLATE "C" NOT NULL,
  merged_by text COLLATE "C" NOT NULL,
  merged_at bigint NOT NULL,
  undone_by text COLLATE "C",
  undone_at bigint
);
SELECT rufblatt_entity('party_merge');

CREATE TABLE party_merge_item (
  merge_id text COLLATE "C" NOT NULL,
  tbl text COLLATE "C" NOT NULL,
  pk text COLLATE "C" NOT NULL,
  field text COLLATE "C" NOT NULL,
  depth bigint NOT NULL,
  old text,
  new text,
  old_health text,
  new_health text,
  old_birth_date text,
  new_birth_date text
);
SELECT rufblatt_entity('party_merge_item');
CREATE INDEX ON party_merge_item (tenant_id, merge_id);
CREATE INDEX ON party_merge_item (tenant_id, pk);

-- A merge asks every table what points at a party.
CREATE INDEX ON interaction (tenant_id, party_id) WHERE party_id IS NOT NULL;
CREATE INDEX ON ticket (tenant_id, party_id);
CREATE INDEX ON task (tenant_id, party_id);
CREATE INDEX ON callback (tenant_id, party_id) WHERE party_id IS NOT NULL;
CREATE INDEX ON party (tenant_id, parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX ON affiliation (tenant_id, department_id) WHERE department_id IS NOT NULL;
CREATE INDEX ON link (tenant_id, from_id);
CREATE INDEX ON link (tenant_id, to_id);
CREATE INDEX ON party (tenant_id, merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX ON handover (tenant_id, party_id) WHERE party_id IS NOT NULL;
