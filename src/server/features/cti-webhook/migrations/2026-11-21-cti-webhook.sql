-- Where a tenant's cloud PBX may post its calls. The address holds a token that is nowhere kept.
CREATE TABLE cti_webhook (
  tenant_id uuid NOT NULL REFERENCES tenant,
  id text COLLATE "C" NOT NULL,
  name text NOT NULL,
  -- sha256 of the token.
  token_hash bytea NOT NULL,
  -- The key posts are signed with, encrypted with one made of the token; null: the token alone lets in.
  sealed_key bytea,
  created_at bigint NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, token_hash)
);
SELECT rufblatt_tenant_table('cti_webhook', 'SELECT, INSERT, DELETE');

-- What a PBX calls a person, beside the extension and the mail address of their staff row.
CREATE TABLE cti_line (
  tenant_id uuid NOT NULL,
  -- As normaliseLine writes it.
  line text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, line, user_id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES account
);
SELECT rufblatt_tenant_table('cti_line', 'SELECT, INSERT, DELETE');

-- Calls that are live, and for some minutes those that ended. Not logged: numbers of callers reach no backup of the
-- write-ahead log, and a call that was live when the database crashed is over for the desks.
CREATE UNLOGGED TABLE cti_call (
  tenant_id uuid NOT NULL,
  -- Digest of the webhook and the PBX's own id of the call.
  key text COLLATE "C" NOT NULL,
  direction text NOT NULL CHECK (direction IN ('in', 'out')),
  phase text NOT NULL CHECK (phase IN ('ringing', 'answered', 'ended')),
  -- Of the far end; never a withheld one.
  number text CHECK (NOT (withheld AND number IS NOT NULL)),
  withheld boolean NOT NULL,
  dialled text,
  -- {user id: line} of everybody it rings or rang.
  members jsonb NOT NULL,
  -- User ids of who answered; null: nobody did.
  takers jsonb,
  taken_by text,
  end_reason text,
  changed_at bigint NOT NULL,
  PRIMARY KEY (tenant_id, key)
);
SELECT rufblatt_tenant_table('cti_call', 'SELECT, INSERT, UPDATE, DELETE');
CREATE INDEX ON cti_call (tenant_id, changed_at);
