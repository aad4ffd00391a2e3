-- The key pair that a person's desks seal their unsent work to; see src/main/replica/unsent-copy.ts.
CREATE TABLE unsent_key (
  tenant_id uuid NOT NULL,
  user_id text COLLATE "C" NOT NULL,
  public_key text NOT NULL,
  private_key text NOT NULL,
  PRIMARY KEY (tenant_id, user_id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES account
);
SELECT rufblatt_tenant_table('unsent_key', 'SELECT, INSERT');
