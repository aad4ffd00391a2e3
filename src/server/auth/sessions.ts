import type { Tx } from '#server/store/store.ts';
import type { Role } from '#shared/commands/command.ts';
import type { Principal } from './principal.ts';
import { createToken, parseToken } from './token.ts';
import type { TokenKey } from './token.ts';

const DAY_MS = 86_400_000;
/** A branch without a line for two weeks still pushes what it has; nobody stays signed in for ever. */
export const SESSION_IDLE_MS = 14 * DAY_MS;
export const SESSION_ABSOLUTE_MS = 90 * DAY_MS;
/** `seen_at` is written at most so often. */
const TOUCH_MS = 60_000;

export interface NewSession {
  readonly userId: string;
  readonly device: string;
  readonly now: number;
}

/** Returns the token, which cannot be had a second time. Clears away the person's sessions that have ended. */
export async function openSession(tx: Tx, { userId, device, now }: NewSession): Promise<string> {
  const token = createToken(tx.tenantId);
  const key = parseToken(token);
  if (!key) throw new Error('made a token that is none');
  await tx.query(
    `DELETE FROM session WHERE tenant_id = $1 AND user_id = $2 AND (ends_at <= $3 OR seen_at <= $4)`,
    [tx.tenantId, userId, now, now - SESSION_IDLE_MS],
  );
  await tx.query(
    `INSERT INTO session (tenant_id, token_hash, user_id, device, created_at, seen_at, ends_at)
     VALUES ($1, $2, $3, $4, $5, $5, $6)`,
    [tx.tenantId, key.hash, userId, device, now, now + SESSION_ABSOLUTE_MS],
  );
  return token;
}

export async function closeSession(tx: Tx, { hash }: TokenKey): Promise<void> {
  await tx.query('DELETE FROM session WHERE tenant_id = $1 AND token_hash = $2', [tx.tenantId, hash]);
}

const LIVING = `
  FROM session s JOIN account a USING (tenant_id, user_id)
  WHERE s.tenant_id = $1 AND s.ends_at > $2 AND s.seen_at > $3 AND NOT a.disabled`;

interface Found {
  readonly userId: string;
  readonly roles: readonly Role[];
  readonly homeScopeId: string;
  readonly scopeIds: readonly string[];
  readonly seenAt: number;
}

/** undefined: no such session, it has ended, or the account was disabled. */
export async function findPrincipal(tx: Tx, key: TokenKey, now: number): Promise<Principal | undefined> {
  const [found] = await tx.query<Found & object>(
    `SELECT s.user_id AS "userId", s.seen_at AS "seenAt", a.roles, a.scope_id AS "homeScopeId",
            ARRAY(SELECT scope_id FROM scope_member m
                  WHERE m.tenant_id = s.tenant_id AND m.user_id = s.user_id ORDER BY scope_id) AS "scopeIds"
     ${LIVING} AND s.token_hash = $4`,
    [tx.tenantId, now, now - SESSION_IDLE_MS, key.hash],
  );
  if (!found) return undefined;
  if (found.seenAt < now - TOUCH_MS) {
    await tx.query('UPDATE session SET seen_at = $3 WHERE tenant_id = $1 AND token_hash = $2', [
      tx.tenantId,
      key.hash,
      now,
    ]);
  }
  const { userId, roles, scopeIds, homeScopeId } = found;
  return { actor: { tenantId: tx.tenantId, userId, roles }, scopeIds, homeScopeId, session: key };
}

/** Which of these sessions still live; for sockets that stay open beyond the request that opened them. */
export async function livingSessions(
  tx: Tx,
  hashes: readonly Buffer[],
  now: number,
): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ hash: Buffer }>(
    `SELECT s.token_hash AS hash ${LIVING} AND s.token_hash = ANY($4)`,
    [tx.tenantId, now, now - SESSION_IDLE_MS, hashes],
  );
  return new Set(rows.map(({ hash }) => hash.toString('hex')));
}
