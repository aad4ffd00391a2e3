import type { Tx } from '#server/store/store.ts';
import type { PolicyAcceptance, PolicyPaper } from '#shared/auth/policy-paper.ts';

/** The order of versions is the order of papers: whoever has accepted a version owes none before it. */
const OWES = `
  coalesce((SELECT max(p.version) FROM policy_paper p WHERE p.tenant_id = $1 AND p.holds_from <= $2), 0)
  > coalesce((SELECT max(c.version) FROM policy_acceptance c WHERE c.tenant_id = $1 AND c.user_id = `;

/** Whether a paper holds that this person has not accepted: an expression of SQL, `$1` the tenant, `$2` the time. */
export const owesPaperOf = (userId: string): string => `(${OWES}${userId}), 0))`;

export async function owesPaper(tx: Tx, userId: string, now: number): Promise<boolean> {
  const [found] = await tx.query<{ owes: boolean }>(`SELECT ${owesPaperOf('$3')} AS owes`, [
    tx.tenantId,
    now,
    userId,
  ]);
  return found?.owes ?? false;
}

/** All versions, the newest first, with when this person has accepted each. */
export async function listPapers(tx: Tx, userId: string): Promise<readonly PolicyPaper[]> {
  return tx.query<PolicyPaper & object>(
    `SELECT p.version, p.title, p.body, p.published_at AS "publishedAt", p.holds_from AS "holdsFrom",
            c.accepted_at AS "acceptedAt"
     FROM policy_paper p LEFT JOIN policy_acceptance c
       ON c.tenant_id = p.tenant_id AND c.version = p.version AND c.user_id = $2
     WHERE p.tenant_id = $1 ORDER BY p.version DESC`,
    [tx.tenantId, userId],
  );
}

/** Accepting again changes nothing: the first time stays. @returns whether there is such a version */
export async function acceptPaper(
  tx: Tx,
  { userId, version, now }: { readonly userId: string; readonly version: number; readonly now: number },
): Promise<boolean> {
  const [known] = await tx.query('SELECT 1 FROM policy_paper WHERE tenant_id = $1 AND version = $2', [
    tx.tenantId,
    version,
  ]);
  if (!known) return false;
  await tx.query(
    `INSERT INTO policy_acceptance (tenant_id, user_id, version, accepted_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING`,
    [tx.tenantId, userId, version, now],
  );
  return true;
}

export interface NewPaper {
  readonly title: string;
  readonly body: string;
  readonly publishedBy: string;
  readonly holdsFrom: number;
  readonly now: number;
}

/** @returns its version; undefined: somebody has published one at the same moment */
export async function publishPaper(
  tx: Tx,
  { title, body, publishedBy, holdsFrom, now }: NewPaper,
): Promise<number | undefined> {
  const [made] = await tx.query<{ version: number }>(
    `INSERT INTO policy_paper (tenant_id, version, title, body, published_at, published_by, holds_from)
     SELECT $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5, $6 FROM policy_paper WHERE tenant_id = $1
     ON CONFLICT DO NOTHING RETURNING version`,
    [tx.tenantId, title, body, now, publishedBy, holdsFrom],
  );
  return made?.version;
}

/** Of the newest version: everybody with an open account, and when they have accepted it. */
export async function listAcceptances(tx: Tx): Promise<readonly PolicyAcceptance[]> {
  return tx.query<PolicyAcceptance & object>(
    `SELECT a.user_id AS "userId", a.name, c.accepted_at AS "acceptedAt"
     FROM account a LEFT JOIN policy_acceptance c ON c.tenant_id = a.tenant_id AND c.user_id = a.user_id
       AND c.version = (SELECT max(version) FROM policy_paper WHERE tenant_id = $1)
     WHERE a.tenant_id = $1 AND NOT a.disabled ORDER BY a.name, a.user_id`,
    [tx.tenantId],
  );
}
