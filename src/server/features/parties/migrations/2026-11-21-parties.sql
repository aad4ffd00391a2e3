CREATE TABLE party (
  kind text NOT NULL,
  status text NOT NULL,
  name text NOT NULL,
  sort_name text NOT NULL,
  customer_no text,
  street text,
  postal_code text,
  city text,
  note text NOT NULL
);
SELECT rufblatt_entity('party');

CREATE TABLE contact_point (
  party_id text COLLATE "C" NOT NULL,
  kind text NOT NULL,
  label text NOT NULL,
  raw text NOT NULL,
  digits text,
  stem text
);
SELECT rufblatt_entity('contact_point');
ALTER TABLE contact_point ADD FOREIGN KEY (tenant_id, party_id) REFERENCES party;
