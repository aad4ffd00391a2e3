-- Sign-in with another house's account (OpenID Connect): src/server/auth/provider.

CREATE TABLE sign_in_provider (
  tenant_id uuid PRIMARY KEY REFERENCES tenant,
  issuer text NOT NULL,
  client_id text NOT NULL,
  -- null: a public client, PKCE alone.
  client_secret text,
  -- The operator allows an issuer in the house's own network, and plain http there.
  allow_private boolean NOT NULL,
  -- Links an unlinked account once, by an address the other house has verified.
  link_by_mail boolean NOT NULL
);
SELECT rufblatt_tenant_table('sign_in_provider', 'SELECT, INSERT, UPDATE, DELETE');

ALTER TABLE account ADD COLUMN mail text;

-- Whose account at the other house belongs to whom here.
CREATE TABLE user_identity (
  tenant_id uuid NOT NULL,
  issuer text COLLATE "C" NOT NULL,
  subject text COLLATE "C" NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  PRIMARY KEY (tenant_id, issuer, subject),
  UNIQUE (tenant_id, user_id, issuer),
  FOREIGN KEY (tenant_id, user_id) REFERENCES account
);
SELECT rufblatt_tenant_table('user_identity', 'SELECT, INSERT, DELETE');

-- A sign-in under way; gone when it is done, refused, or after some minutes.
CREATE TABLE sign_in_attempt (
  tenant_id uuid NOT NULL REFERENCES tenant,
  -- sha256 of the state at the other house.
  state_hash bytea NOT NULL,
  verifier text NOT NULL,
  nonce text NOT NULL,
  device text NOT NULL,
  return_to text NOT NULL,
  -- base64url(sha256) of what only the desk knows.
  challenge text NOT NULL,
  -- From the callback on: sha256 of the one-time code, and whose it is.
  code_hash bytea,
  user_id text COLLATE "C",
  ends_at bigint NOT NULL,
  PRIMARY KEY (tenant_id, state_hash)
);
SELECT rufblatt_tenant_table('sign_in_attempt', 'SELECT, INSERT, UPDATE, DELETE');
CREATE INDEX ON sign_in_attempt (tenant_id, code_hash);

ALTER TABLE session
  -- Opened on another house's word: password and second factor are that house's business.
  ADD COLUMN by_provider boolean NOT NULL DEFAULT false;
