-- Other programs: docs/api.md. Times are ms since the epoch, by the centre's clock.
CREATE TABLE api_token (
  tenant_id uuid NOT NULL REFERENCES tenant,
  -- Also who acts, in the history.
  id text COLLATE "C" NOT NULL,
  -- For people: which program it is.
  name text NOT NULL,
  -- sha256; the token itself is with the program alone.
  token_hash bytea NOT NULL,
  -- `parties:read`, `tickets:write`, …
  rights text[] NOT NULL,
  -- As an account's: what commands and grants go by.
  roles text[] NOT NULL CHECK (roles <@ ARRAY['agent', 'lead', 'steward', 'admin']),
  -- The first is where new rows go.
  scope_ids text[] NOT NULL CHECK (cardinality(scope_ids) > 0),
  per_minute integer NOT NULL CHECK (per_minute > 0),
  created_at bigint NOT NULL,
  rotated_at bigint,
  last_used_at bigint,
  revoked_at bigint,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, token_hash)
);
SELECT rufblatt_tenant_table('api_token', 'SELECT, INSERT, UPDATE');

-- Answers to writes, kept a day so that a repetition gets the same one. Ids, versions and codes; no contents.
CREATE TABLE api_answer (
  tenant_id uuid NOT NULL,
  token_id text COLLATE "C" NOT NULL,
  -- Idempotency-Key.
  key text COLLATE "C" NOT NULL,
  -- sha256 of what was asked.
  digest bytea NOT NULL,
  status integer NOT NULL,
  body json NOT NULL,
  at bigint NOT NULL,
  PRIMARY KEY (tenant_id, token_id, key),
  FOREIGN KEY (tenant_id, token_id) REFERENCES api_token
);
SELECT rufblatt_tenant_table('api_answer', 'SELECT, INSERT, UPDATE, DELETE');
CREATE INDEX ON api_answer (tenant_id, at);

CREATE TABLE webhook_subscription (
  tenant_id uuid NOT NULL,
  id text COLLATE "C" NOT NULL,
  -- Hears of what this token may read, and of nothing once it is revoked.
  token_id text COLLATE "C" NOT NULL,
  url text NOT NULL,
  events text[] NOT NULL CHECK (cardinality(events) > 0),
  with_row boolean NOT NULL,
  -- The operator allows an address in the house's own network, and plain http there.
  allow_private boolean NOT NULL,
  -- `whsec_…`: it signs, so it cannot be kept as a hash.
  secret text NOT NULL,
  -- After a rotation both sign for a while.
  old_secret text,
  old_secret_until bigint,
  -- The log has been read up to here.
  cursor_ver bigint NOT NULL,
  -- gone: the receiver answered 410.
  state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'gone')),
  created_at bigint NOT NULL,
  last_delivered_at bigint,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, token_id) REFERENCES api_token
);
SELECT rufblatt_tenant_table('webhook_subscription', 'SELECT, INSERT, UPDATE, DELETE');

-- What is still to be delivered, and what could not be. No contents: those are read when it is sent.
CREATE TABLE webhook_delivery (
  tenant_id uuid NOT NULL,
  -- The same at every attempt: webhook-id.
  id text COLLATE "C" NOT NULL,
  subscription_id text COLLATE "C" NOT NULL,
  event text COLLATE "C" NOT NULL,
  tbl text COLLATE "C" NOT NULL,
  pk text COLLATE "C" NOT NULL,
  ver bigint NOT NULL,
  -- Names of the columns that changed.
  fields text[] NOT NULL,
  created_at bigint NOT NULL,
  -- Since when it is being tried: later than created_at after a retry by hand.
  tried_since bigint NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  -- While it is under way: when another node may take it over.
  due_at bigint NOT NULL,
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'parked')),
  -- A code.
  last_error text,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, subscription_id) REFERENCES webhook_subscription ON DELETE CASCADE
);
SELECT rufblatt_tenant_table('webhook_delivery', 'SELECT, INSERT, UPDATE, DELETE');
CREATE INDEX ON webhook_delivery (tenant_id, subscription_id, state, due_at);
CREATE INDEX ON webhook_delivery (tenant_id, subscription_id, tbl, pk, ver) WHERE state = 'pending';

-- Whose webhooks a node that has just started has to look after. Nothing but the id, readable without a tenant under a
-- word that can be no slug: what is due must not wait until somebody of the tenant happens to come by.
CREATE TABLE webhook_tenant (
  tenant_id uuid PRIMARY KEY REFERENCES tenant
);
SELECT rufblatt_tenant_table('webhook_tenant', 'SELECT, INSERT');
CREATE POLICY known_to_nodes ON webhook_tenant FOR SELECT
  USING (nullif(current_setting('app.slug', true), '') = '*webhooks*');
