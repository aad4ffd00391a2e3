-- Times are ms since the epoch, by the centre's clock.

ALTER TABLE account
  -- An administrator has set the password: its owner must choose another before anything else.
  ADD COLUMN must_change boolean NOT NULL DEFAULT false;

-- What a tenant has decided; names and shapes are in src/server/auth/tenant-settings.ts.
CREATE TABLE tenant_setting (
  tenant_id uuid NOT NULL REFERENCES tenant,
  name text COLLATE "C" NOT NULL,
  value json NOT NULL,
  PRIMARY KEY (tenant_id, name)
);
SELECT rufblatt_tenant_table('tenant_setting', 'SELECT, INSERT, UPDATE');

ALTER TABLE session
  -- What the device list calls it: half of the hash gives nothing of the token away.
  ADD COLUMN id text COLLATE "C" GENERATED ALWAYS AS (substr(encode(token_hash, 'hex'), 1, 32)) STORED,
  -- Taken away before its time; kept so that the desk can be told why.
  ADD COLUMN revoked_at bigint;
CREATE INDEX ON session (tenant_id, id);

-- Failed sign-ins by the address they came from; `level` leaks away with time.
CREATE TABLE login_failure_address (
  tenant_id uuid NOT NULL REFERENCES tenant,
  address text COLLATE "C" NOT NULL,
  level double precision NOT NULL,
  last_at bigint NOT NULL,
  PRIMARY KEY (tenant_id, address)
);
SELECT rufblatt_tenant_table('login_failure_address', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE second_factor (
  tenant_id uuid NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  -- The secret shared with the person's authenticator, 20 bytes.
  secret bytea NOT NULL,
  -- null: shown, but no code of it has been typed yet.
  confirmed_at bigint,
  -- The newest 30 s step whose code was taken: none is taken twice.
  last_step bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, user_id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES account
);
SELECT rufblatt_tenant_table('second_factor', 'SELECT, INSERT, UPDATE, DELETE');

CREATE TABLE recovery_code (
  tenant_id uuid NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  -- sha256: a code is 80 random bits, there is nothing to guess.
  code_hash bytea NOT NULL,
  PRIMARY KEY (tenant_id, user_id, code_hash),
  FOREIGN KEY (tenant_id, user_id) REFERENCES account
);
SELECT rufblatt_tenant_table('recovery_code', 'SELECT, INSERT, DELETE');

-- Who did what when; never what anybody wrote or saw. The app role adds to it and can neither change nor delete.
CREATE TABLE audit_log (
  tenant_id uuid NOT NULL REFERENCES tenant,
  id text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  -- `login`, `login.refused`, …: src/server/auth/audit.ts.
  what text COLLATE "C" NOT NULL,
  -- A user id, or `operator`; null: nobody known.
  actor text,
  -- Whom or what it concerned.
  subject text,
  address text,
  PRIMARY KEY (tenant_id, id)
);
SELECT rufblatt_tenant_table('audit_log', 'SELECT, INSERT');
CREATE INDEX ON audit_log (tenant_id, at);
