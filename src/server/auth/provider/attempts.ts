import { createHash, timingSafeEqual } from 'node:crypto';
import type { Tx } from '#server/store/store.ts';

export const ATTEMPT_MS = 10 * 60_000;

export interface Attempt {
  readonly verifier: string;
  readonly nonce: string;
  readonly device: string;
  readonly returnTo: string;
  readonly challenge: string;
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Clears away those that nobody finished. */
export async function beginAttempt(tx: Tx, state: string, attempt: Attempt, now: number): Promise<void> {
  const { verifier, nonce, device, returnTo, challenge } = attempt;
  await tx.query('DELETE FROM sign_in_attempt WHERE tenant_id = $1 AND ends_at <= $2', [tx.tenantId, now]);
  await tx.query(
    `INSERT INTO sign_in_attempt (tenant_id, state_hash, verifier, nonce, device, return_to, challenge, ends_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [tx.tenantId, sha256(state), verifier, nonce, device, returnTo, challenge, now + ATTEMPT_MS],
  );
}

/** One callback a state: the nonce is emptied by the first, and the second finds nothing. */
export async function takeAttempt(tx: Tx, state: string, now: number): Promise<Attempt | undefined> {
  const [found] = await tx.query<Attempt & object>(
    `UPDATE sign_in_attempt a SET nonce = '', verifier = '' FROM
       (SELECT verifier, nonce FROM sign_in_attempt WHERE tenant_id = $1 AND state_hash = $2 FOR UPDATE) AS before
     WHERE a.tenant_id = $1 AND a.state_hash = $2 AND a.ends_at > $3 AND before.nonce <> ''
     RETURNING before.verifier, before.nonce, a.device, a.return_to AS "returnTo", a.challenge`,
    [tx.tenantId, sha256(state), now],
  );
  return found;
}

export async function grantCode(
  tx: Tx,
  state: string,
  { code, userId }: { readonly code: string; readonly userId: string },
): Promise<void> {
  await tx.query(
    'UPDATE sign_in_attempt SET code_hash = $3, user_id = $4 WHERE tenant_id = $1 AND state_hash = $2',
    [tx.tenantId, sha256(state), sha256(code), userId],
  );
}

/** The code is gone whatever comes of it. undefined: none such, too late, or the wrong desk. */
export async function redeemCode(
  tx: Tx,
  { code, verifier, now }: { readonly code: string; readonly verifier: string; readonly now: number },
): Promise<{ readonly userId: string; readonly device: string } | undefined> {
  const [found] = await tx.query<{ userId: string; device: string; challenge: string; endsAt: number }>(
    `DELETE FROM sign_in_attempt WHERE tenant_id = $1 AND code_hash = $2
     RETURNING user_id AS "userId", device, challenge, ends_at AS "endsAt"`,
    [tx.tenantId, sha256(code)],
  );
  if (!found || found.endsAt <= now) return undefined;
  const [expected, given] = [Buffer.from(found.challenge, 'base64url'), sha256(verifier)];
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return undefined;
  return { userId: found.userId, device: found.device };
}
