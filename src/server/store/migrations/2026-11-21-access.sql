-- The role every statement of the centre runs under. It owns no table and does not bypass row level security.
-- Roles belong to the whole server: another database of it may be making the same one right now.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'rufblatt_app') THEN
    BEGIN
      CREATE ROLE rufblatt_app NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
  END IF;
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    GRANT rufblatt_app TO CURRENT_USER;
  END IF;
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO rufblatt_app', current_schema());
END
$$;

-- Every table with a tenant_id goes through here: a row is seen and written by its own tenant alone.
CREATE FUNCTION rufblatt_tenant_table(tbl regclass, rights text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', tbl);
  EXECUTE format(
    'CREATE POLICY own_tenant ON %s'
    ' USING (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid)'
    ' WITH CHECK (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid)',
    tbl);
  EXECUTE format('GRANT %s ON %s TO rufblatt_app', rights, tbl);
END
$$;

-- Turns a table of a feature's own columns into an entity table (src/shared/rows/table.ts, RowMeta).
-- Rows are never deleted but marked, so that the log can tell every replica.
CREATE FUNCTION rufblatt_entity(tbl regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format(
    'ALTER TABLE %s'
    ' ADD COLUMN tenant_id uuid NOT NULL,'
    ' ADD COLUMN id text COLLATE "C" NOT NULL,'
    ' ADD COLUMN scope_id text COLLATE "C" NOT NULL,'
    ' ADD COLUMN ver bigint NOT NULL,'
    ' ADD COLUMN deleted boolean NOT NULL DEFAULT false,'
    ' ADD PRIMARY KEY (tenant_id, id)',
    tbl);
  EXECUTE format('CREATE INDEX ON %s (tenant_id, ver)', tbl);
  PERFORM rufblatt_tenant_table(tbl, 'SELECT, INSERT, UPDATE');
END
$$;
