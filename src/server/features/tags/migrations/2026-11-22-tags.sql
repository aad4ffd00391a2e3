CREATE TABLE tag (
  kind text NOT NULL,
  label text NOT NULL,
  merged_into text COLLATE "C"
);
SELECT rufblatt_entity('tag');

CREATE TABLE party_tag (
  party_id text COLLATE "C" NOT NULL,
  tag_id text COLLATE "C" NOT NULL
);
SELECT rufblatt_entity('party_tag');
CREATE INDEX ON party_tag (tenant_id, party_id);
CREATE INDEX ON party_tag (tenant_id, tag_id);

CREATE TABLE party_role (
  party_id text COLLATE "C" NOT NULL,
  role text NOT NULL
);
SELECT rufblatt_entity('party_role');
CREATE INDEX ON party_role (tenant_id, party_id);
