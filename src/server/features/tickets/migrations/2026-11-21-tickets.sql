CREATE TABLE ticket (
  number text COLLATE "C" NOT NULL,
  title text NOT NULL,
  kind text NOT NULL,
  state text NOT NULL,
  party_id text NOT NULL,
  owner_id text NOT NULL,
  opened_by text NOT NULL,
  opened_at bigint NOT NULL,
  due_at bigint,
  closed_at bigint,
  result text
);
SELECT rufblatt_entity('ticket');
CREATE UNIQUE INDEX ON ticket (tenant_id, number);

-- Running numbers that were handed out, per year. A number that was leased and never used stays unused.
CREATE TABLE ticket_counter (
  tenant_id uuid NOT NULL REFERENCES tenant,
  year integer NOT NULL,
  last_serial integer NOT NULL,
  PRIMARY KEY (tenant_id, year)
);
SELECT rufblatt_tenant_table('ticket_counter', 'SELECT, INSERT, UPDATE');
