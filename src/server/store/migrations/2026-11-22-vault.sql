-- Secrets are sealed under keys that are not in the database: src/server/secrets.

-- The ids of the keys that a tenant's values need; '': there may be values from before they were sealed.
CREATE TABLE secret_key (
  tenant_id uuid NOT NULL REFERENCES tenant,
  key_id text COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, key_id)
);
-- The one statement that has to see every tenant; nobody else sees this transaction.
ALTER TABLE tenant NO FORCE ROW LEVEL SECURITY;
INSERT INTO secret_key (tenant_id, key_id) SELECT tenant_id, '' FROM tenant;
ALTER TABLE tenant FORCE ROW LEVEL SECURITY;
SELECT rufblatt_tenant_table('secret_key', 'SELECT, INSERT, UPDATE, DELETE');
-- A node looks at its start whether it has all the keys. Ids of tenants and keys, and nothing more.
CREATE POLICY known_to_nodes ON secret_key FOR SELECT
  USING (nullif(current_setting('app.slug', true), '') = '*secrets*');

-- A key that is rotated, or was lost.
GRANT UPDATE, DELETE ON unsent_key TO rufblatt_app;
