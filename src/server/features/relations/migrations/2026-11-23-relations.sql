CREATE TABLE affiliation (
  person_id text COLLATE "C" NOT NULL,
  organisation_id text COLLATE "C" NOT NULL,
  job text NOT NULL,
  department_id text COLLATE "C",
  reports_to text COLLATE "C",
  since text,
  until text
);
SELECT rufblatt_entity('affiliation');
CREATE INDEX ON affiliation (tenant_id, person_id);
CREATE INDEX ON affiliation (tenant_id, organisation_id);

CREATE TABLE relationship (
  from_id text COLLATE "C" NOT NULL,
  to_id text COLLATE "C" NOT NULL,
  kind text NOT NULL,
  note text NOT NULL,
  since text,
  until text
);
SELECT rufblatt_entity('relationship');
CREATE INDEX ON relationship (tenant_id, from_id);
CREATE INDEX ON relationship (tenant_id, to_id);
