import type { Tx } from '#server/store/store.ts';

export interface SignInProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string | null;
  readonly allowPrivate: boolean;
  readonly linkByMail: boolean;
}

export async function findProvider(tx: Tx): Promise<SignInProvider | undefined> {
  const [found] = await tx.query<SignInProvider & object>(
    `SELECT issuer, client_id AS "clientId", client_secret AS "clientSecret", allow_private AS "allowPrivate",
            link_by_mail AS "linkByMail" FROM sign_in_provider WHERE tenant_id = $1`,
    [tx.tenantId],
  );
  return found;
}

export async function setProvider(tx: Tx, provider: SignInProvider): Promise<void> {
  const { issuer, clientId, clientSecret, allowPrivate, linkByMail } = provider;
  await tx.query(
    `INSERT INTO sign_in_provider (tenant_id, issuer, client_id, client_secret, allow_private, link_by_mail)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (tenant_id) DO UPDATE
     SET issuer = excluded.issuer, client_id = excluded.client_id, client_secret = excluded.client_secret,
         allow_private = excluded.allow_private, link_by_mail = excluded.link_by_mail`,
    [tx.tenantId, issuer, clientId, clientSecret, allowPrivate, linkByMail],
  );
}

export async function removeProvider(tx: Tx): Promise<void> {
  await tx.query('DELETE FROM sign_in_provider WHERE tenant_id = $1', [tx.tenantId]);
}

/** Who the other house's person is here. */
export interface Claims {
  readonly issuer: string;
  readonly subject: string;
  /** Only where that house has verified it. */
  readonly verifiedMail: string | undefined;
}

/** Links by hand. A person has one account at an issuer. */
export async function linkIdentity(
  tx: Tx,
  userId: string,
  { issuer, subject }: Omit<Claims, 'verifiedMail'>,
): Promise<void> {
  await tx.query('DELETE FROM user_identity WHERE tenant_id = $1 AND user_id = $2 AND issuer = $3', [
    tx.tenantId,
    userId,
    issuer,
  ]);
  await tx.query('INSERT INTO user_identity (tenant_id, issuer, subject, user_id) VALUES ($1, $2, $3, $4)', [
    tx.tenantId,
    issuer,
    subject,
    userId,
  ]);
}

/**
 * By the subject, which never changes hands. By mail only where the tenant allows it, once, and only for an account
 * that has no link yet: whoever gets a colleague's old address later gets nothing.
 */
export async function findLinked(
  tx: Tx,
  { issuer, subject, verifiedMail }: Claims,
  { linkByMail }: Pick<SignInProvider, 'linkByMail'>,
): Promise<{ readonly userId: string; readonly isNew: boolean } | undefined> {
  const [known] = await tx.query<{ userId: string }>(
    'SELECT user_id AS "userId" FROM user_identity WHERE tenant_id = $1 AND issuer = $2 AND subject = $3',
    [tx.tenantId, issuer, subject],
  );
  if (known) return { ...known, isNew: false };
  if (!linkByMail || verifiedMail === undefined) return undefined;
  const byMail = await tx.query<{ userId: string }>(
    `SELECT user_id AS "userId" FROM account a WHERE tenant_id = $1 AND lower(mail) = lower($2) AND NOT disabled
     AND NOT EXISTS (SELECT FROM user_identity i WHERE i.tenant_id = a.tenant_id AND i.user_id = a.user_id AND i.issuer = $3)`,
    [tx.tenantId, verifiedMail, issuer],
  );
  const [found] = byMail;
  // Two accounts with one address: nobody can tell which.
  if (!found || byMail.length > 1) return undefined;
  await linkIdentity(tx, found.userId, { issuer, subject });
  return { ...found, isNew: true };
}
