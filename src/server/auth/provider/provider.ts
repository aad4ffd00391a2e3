import type { Secrets } from '#server/secrets/secrets.ts';
import type { Tx } from '#server/store/store.ts';

/** Sealed; the row is the tenant's. */
export const PROVIDER_SECRET = { table: 'sign_in_provider', column: 'client_secret' } as const;

export interface SignInProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string | null;
  readonly allowPrivate: boolean;
  readonly linkByMail: boolean;
}

/** All of it but the secret, which is opened only for who talks to the other house. */
export async function describeProvider(tx: Tx): Promise<Omit<SignInProvider, 'clientSecret'> | undefined> {
  const [found] = await tx.query<Omit<SignInProvider, 'clientSecret'> & object>(
    `SELECT issuer, client_id AS "clientId", allow_private AS "allowPrivate", link_by_mail AS "linkByMail"
     FROM sign_in_provider WHERE tenant_id = $1`,
    [tx.tenantId],
  );
  return found;
}

export async function findProvider(tx: Tx, secrets: Secrets): Promise<SignInProvider | undefined> {
  const provider = await describeProvider(tx);
  if (!provider) return undefined;
  const [found] = await tx.query<{ sealed: string | null }>(
    'SELECT client_secret AS sealed FROM sign_in_provider WHERE tenant_id = $1',
    [tx.tenantId],
  );
  const sealed = found?.sealed ?? null;
  const plain =
    sealed === null ? null : await secrets.open(tx, { ...PROVIDER_SECRET, row: tx.tenantId }, sealed);
  return { ...provider, clientSecret: plain?.toString('utf8') ?? null };
}

export async function setProvider(tx: Tx, provider: SignInProvider, secrets: Secrets): Promise<void> {
  const { issuer, clientId, clientSecret, allowPrivate, linkByMail } = provider;
  const sealed =
    clientSecret === null
      ? null
      : await secrets.seal(tx, { ...PROVIDER_SECRET, row: tx.tenantId }, clientSecret);
  await tx.query(
    `INSERT INTO sign_in_provider (tenant_id, issuer, client_id, client_secret, allow_private, link_by_mail)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (tenant_id) DO UPDATE
     SET issuer = excluded.issuer, client_id = excluded.client_id, client_secret = excluded.client_secret,
         allow_private = excluded.allow_private, link_by_mail = excluded.link_by_mail`,
    [tx.tenantId, issuer, clientId, sealed, allowPrivate, linkByMail],
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
