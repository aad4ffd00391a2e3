CREATE TABLE federation_person (
  origin text NOT NULL,
  origin_name text NOT NULL,
  listed boolean NOT NULL,
  name text NOT NULL,
  extension text,
  mail text
);
SELECT rufblatt_entity('federation_person');

CREATE TABLE provider (
  origin text NOT NULL,
  origin_name text NOT NULL,
  listed boolean NOT NULL,
  name text NOT NULL,
  description text NOT NULL,
  opening_hours text NOT NULL,
  reachability text NOT NULL,
  costs text NOT NULL,
  place text NOT NULL,
  directions text NOT NULL
);
SELECT rufblatt_entity('provider');
CREATE INDEX ON provider (tenant_id, origin);

CREATE TABLE offering (
  origin text NOT NULL,
  origin_name text NOT NULL,
  listed boolean NOT NULL,
  name text NOT NULL,
  description text NOT NULL,
  opening_hours text NOT NULL,
  reachability text NOT NULL,
  costs text NOT NULL,
  provider_id text COLLATE "C" NOT NULL,
  place text NOT NULL
);
SELECT rufblatt_entity('offering');
CREATE INDEX ON offering (tenant_id, provider_id);
CREATE INDEX ON offering (tenant_id, origin);

CREATE TABLE provider_contact (
  origin text NOT NULL,
  origin_name text NOT NULL,
  listed boolean NOT NULL,
  provider_id text COLLATE "C" NOT NULL,
  offering_id text COLLATE "C",
  staff_id text COLLATE "C" NOT NULL,
  job text NOT NULL
);
SELECT rufblatt_entity('provider_contact');
CREATE INDEX ON provider_contact (tenant_id, provider_id);
CREATE INDEX ON provider_contact (tenant_id, staff_id);

CREATE TABLE service_use (
  party_id text COLLATE "C" NOT NULL,
  offering_id text COLLATE "C" NOT NULL,
  since text NOT NULL,
  until text,
  source text NOT NULL
);
SELECT rufblatt_entity('service_use');
CREATE INDEX ON service_use (tenant_id, party_id);
CREATE INDEX ON service_use (tenant_id, offering_id);
