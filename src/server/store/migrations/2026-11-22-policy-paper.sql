-- What a tenant asks of whoever works with its data, version by version. A version is never changed: another follows it.
CREATE TABLE policy_paper (
  tenant_id uuid NOT NULL REFERENCES tenant,
  version integer NOT NULL CHECK (version > 0),
  title text NOT NULL,
  body text NOT NULL,
  published_at bigint NOT NULL,
  -- A user id.
  published_by text COLLATE "C" NOT NULL,
  -- From then on nobody works without having accepted it.
  holds_from bigint NOT NULL,
  PRIMARY KEY (tenant_id, version)
);
SELECT rufblatt_tenant_table('policy_paper', 'SELECT, INSERT');

-- Who has accepted which version when; neither changed nor deleted.
CREATE TABLE policy_acceptance (
  tenant_id uuid NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  accepted_at bigint NOT NULL,
  PRIMARY KEY (tenant_id, user_id, version),
  FOREIGN KEY (tenant_id, user_id) REFERENCES account,
  FOREIGN KEY (tenant_id, version) REFERENCES policy_paper
);
SELECT rufblatt_tenant_table('policy_acceptance', 'SELECT, INSERT');
