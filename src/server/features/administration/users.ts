import { setDisabled, setHomeScope, setScopes } from '#server/auth/accounts.ts';
import { refusal } from '#server/http/refusal.ts';
import { SESSION_IDLE_MS } from '#server/auth/sessions.ts';
import type { Tx } from '#server/store/store.ts';
import { listScopes } from '#server/sync/scope-commands.ts';
import type { Role } from '#shared/commands/command.ts';
import type { UserLine } from '#shared/features/administration/requests.ts';

/** Everybody with a way to sign in, open accounts first. Programs with a token have no login. */
export async function listUsers(tx: Tx, now: number): Promise<readonly UserLine[]> {
  return tx.query<UserLine & object>(
    `SELECT a.user_id AS "userId", a.login, a.name, a.roles, a.disabled, a.must_change AS "mustChange",
            a.scope_id AS "homeScopeId",
            ARRAY(SELECT m.scope_id FROM scope_member m WHERE m.tenant_id = a.tenant_id AND m.user_id = a.user_id
                  ORDER BY m.scope_id) AS "scopeIds",
            EXISTS (SELECT FROM second_factor f WHERE f.tenant_id = a.tenant_id AND f.user_id = a.user_id
                    AND f.confirmed_at IS NOT NULL) AS "hasSecondFactor",
            count(s.token_hash)::int AS devices, max(s.seen_at) AS "seenAt"
     FROM account a LEFT JOIN session s ON s.tenant_id = a.tenant_id AND s.user_id = a.user_id
       AND s.revoked_at IS NULL AND s.ends_at > $2 AND s.seen_at > $3 AND NOT a.disabled
     WHERE a.tenant_id = $1
     GROUP BY a.tenant_id, a.user_id ORDER BY a.disabled, a.name, a.user_id`,
    [tx.tenantId, now, now - SESSION_IDLE_MS],
  );
}

/** Throws the refusals `user.unknown`, `user.last-admin`. */
export async function changeRoles(tx: Tx, userId: string, roles: readonly Role[]): Promise<void> {
  await lockAdmins(tx);
  const changed = await tx.query(
    'UPDATE account SET roles = $3 WHERE tenant_id = $1 AND user_id = $2 RETURNING 1',
    [tx.tenantId, userId, [...new Set(roles)]],
  );
  if (changed.length === 0) throw unknownUser(userId);
  await assertAdminLeft(tx);
}

/** Throws the refusals `user.unknown`, `user.last-admin`. */
export async function closeOrOpen(tx: Tx, userId: string, disabled: boolean): Promise<void> {
  await lockAdmins(tx);
  await setDisabled(tx, userId, disabled);
  await assertAdminLeft(tx);
}

/** What a person's desks hold from their next pull on; the first is where new rows go. Refuses with `scope.unknown`. */
export async function changeScopes(tx: Tx, userId: string, scopeIds: readonly string[]): Promise<void> {
  const known = new Set((await listScopes(tx)).map(({ id }) => id));
  const [home] = scopeIds;
  const strange = scopeIds.find((id) => !known.has(id));
  if (home === undefined || strange !== undefined)
    throw refusal(404, 'scope.unknown', 'no such scope', { scope: strange ?? '' });
  await setScopes(tx, userId, scopeIds);
  await setHomeScope(tx, userId, home);
}

export function unknownUser(userId: string): Error {
  return refusal(404, 'user.unknown', 'no such person', { userId });
}

/** Two administrators who take the role from each other at the same moment come one after the other. */
async function lockAdmins(tx: Tx): Promise<void> {
  await tx.query(
    `SELECT 1 FROM account WHERE tenant_id = $1 AND NOT disabled AND 'admin' = ANY(roles) ORDER BY user_id FOR UPDATE`,
    [tx.tenantId],
  );
}

/** A tenant that has had an administrator keeps one; without any it could be opened by the operator alone. */
async function assertAdminLeft(tx: Tx): Promise<void> {
  const [left] = await tx.query(
    `SELECT 1 FROM account WHERE tenant_id = $1 AND NOT disabled AND 'admin' = ANY(roles) LIMIT 1`,
    [tx.tenantId],
  );
  if (!left) throw refusal(409, 'user.last-admin', 'nobody would be left to administer');
}
