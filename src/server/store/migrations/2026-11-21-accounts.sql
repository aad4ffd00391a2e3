-- Times are ms since the epoch, by the centre's clock.

CREATE TABLE tenant (
  tenant_id uuid PRIMARY KEY,
  -- What people type at sign-in; the one name that is unique across tenants.
  slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name text NOT NULL,
  demo boolean NOT NULL,
  default_scope_id text COLLATE "C" NOT NULL,
  created_at bigint NOT NULL
);
SELECT rufblatt_tenant_table('tenant', 'SELECT, INSERT');
-- At sign-in the tenant is not known yet: its row may be read by whoever names its slug, and no other row with it.
CREATE POLICY named_at_sign_in ON tenant FOR SELECT USING (slug = nullif(current_setting('app.slug', true), ''));

CREATE TABLE account (
  tenant_id uuid NOT NULL REFERENCES tenant,
  -- Also the id of the person's staff row.
  user_id text COLLATE "C" NOT NULL,
  login text NOT NULL CHECK (login = lower(login)),
  name text NOT NULL,
  -- PHC string, argon2id.
  password_hash text NOT NULL,
  roles text[] NOT NULL CHECK (roles <@ ARRAY['agent', 'lead', 'steward', 'admin']),
  -- Where the person's new rows go.
  scope_id text COLLATE "C" NOT NULL,
  disabled boolean NOT NULL DEFAULT false,
  created_at bigint NOT NULL,
  PRIMARY KEY (tenant_id, user_id),
  UNIQUE (tenant_id, login)
);
SELECT rufblatt_tenant_table('account', 'SELECT, INSERT, UPDATE');

-- Which rows a person's replicas may hold.
CREATE TABLE scope_member (
  tenant_id uuid NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  scope_id text COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, user_id, scope_id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES account
);
SELECT rufblatt_tenant_table('scope_member', 'SELECT, INSERT, DELETE');

CREATE TABLE session (
  tenant_id uuid NOT NULL,
  -- sha256 of the token; the token itself is with the device alone.
  token_hash bytea NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  device text NOT NULL,
  created_at bigint NOT NULL,
  seen_at bigint NOT NULL,
  ends_at bigint NOT NULL,
  PRIMARY KEY (tenant_id, token_hash),
  FOREIGN KEY (tenant_id, user_id) REFERENCES account
);
SELECT rufblatt_tenant_table('session', 'SELECT, INSERT, UPDATE, DELETE');
CREATE INDEX ON session (tenant_id, user_id);

-- Failed sign-ins by what was typed, whether or not there is such an account.
CREATE TABLE login_failure (
  tenant_id uuid NOT NULL REFERENCES tenant,
  login text COLLATE "C" NOT NULL,
  failures integer NOT NULL,
  last_at bigint NOT NULL,
  PRIMARY KEY (tenant_id, login)
);
SELECT rufblatt_tenant_table('login_failure', 'SELECT, INSERT, UPDATE, DELETE');
