-- The tenant's log position. Its row is locked as the first statement of every push, so that versions commit in
-- their order (docs/architecture.md, "Sync"). Updated in place: the free space keeps it on its page.
CREATE TABLE tenant_clock (
  tenant_id uuid PRIMARY KEY REFERENCES tenant,
  epoch text NOT NULL,
  ver bigint NOT NULL,
  -- Below it the log holds only the newest entry of each row that lives.
  floor_ver bigint NOT NULL
) WITH (fillfactor = 10);
SELECT rufblatt_tenant_table('tenant_clock', 'SELECT, INSERT, UPDATE');

CREATE TABLE change_log (
  tenant_id uuid NOT NULL,
  ver bigint NOT NULL,
  tbl text COLLATE "C" NOT NULL,
  pk text COLLATE "C" NOT NULL,
  op text NOT NULL CHECK (op IN ('insert', 'update', 'remove')),
  scope_before text COLLATE "C",
  scope_after text COLLATE "C",
  PRIMARY KEY (tenant_id, ver)
);
SELECT rufblatt_tenant_table('change_log', 'SELECT, INSERT');

-- Every value that was, or that lost. json, not jsonb: kept as it came, also where jsonb would refuse it (\u0000).
CREATE TABLE field_history (
  tenant_id uuid NOT NULL,
  tbl text COLLATE "C" NOT NULL,
  pk text COLLATE "C" NOT NULL,
  -- '*': the whole row; `new` is then null for an insert that was applied (the row and later `old`s tell it).
  field text COLLATE "C" NOT NULL,
  client text COLLATE "C" NOT NULL,
  mid bigint NOT NULL,
  -- Counts the command's entries.
  seq integer NOT NULL,
  -- The row's new version; of what was not applied, the tenant's version at the decision.
  ver bigint NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('applied', 'conflict', 'rejected')),
  base json,
  old json,
  new json,
  actor text NOT NULL,
  -- By the device's clock, for display only.
  client_time double precision NOT NULL,
  decided_at bigint NOT NULL,
  PRIMARY KEY (tenant_id, tbl, pk, field, client, mid, seq)
);
SELECT rufblatt_tenant_table('field_history', 'SELECT, INSERT');

CREATE TABLE sync_client (
  tenant_id uuid NOT NULL,
  client text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  last_mid bigint NOT NULL DEFAULT 0,
  acked_ver bigint NOT NULL DEFAULT 0,
  schema_v bigint NOT NULL,
  last_seen bigint NOT NULL,
  -- The replica was empty at this version and was fed from there on.
  fresh_ver bigint NOT NULL DEFAULT 0,
  -- Digest of the scopes the replica was fed for.
  scope_key text NOT NULL DEFAULT '',
  -- Which outcomes the replica has: see src/server/sync/sync-client.ts.
  told_head bigint NOT NULL DEFAULT 0,
  offered_mid bigint,
  settled_mid bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (tenant_id, client),
  FOREIGN KEY (tenant_id, user_id) REFERENCES account
);
SELECT rufblatt_tenant_table('sync_client', 'SELECT, INSERT, UPDATE');

CREATE TABLE mutation_result (
  tenant_id uuid NOT NULL,
  client text COLLATE "C" NOT NULL,
  mid bigint NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('applied', 'conflict', 'rejected')),
  detail json,
  ver bigint NOT NULL,
  -- The command itself, where it was rejected: nothing somebody entered is lost.
  command json,
  PRIMARY KEY (tenant_id, client, mid)
);
SELECT rufblatt_tenant_table('mutation_result', 'SELECT, INSERT');
