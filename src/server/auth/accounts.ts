import type { Tx } from '#server/store/store.ts';
import type { Role } from '#shared/commands/command.ts';

export interface Account {
  readonly userId: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly roles: readonly Role[];
  readonly scopeId: string;
  readonly disabled: boolean;
}

/** One spelling of a login, whatever the keyboard made of it. */
export function normaliseLogin(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase();
}

/** By {@link normaliseLogin}. */
export async function findAccount(tx: Tx, login: string): Promise<Account | undefined> {
  const [account] = await tx.query<Account & object>(
    `SELECT user_id AS "userId", name, password_hash AS "passwordHash", roles, scope_id AS "scopeId", disabled
     FROM account WHERE tenant_id = $1 AND login = $2`,
    [tx.tenantId, login],
  );
  return account;
}

export interface NewAccount extends Omit<Account, 'disabled'> {
  readonly login: string;
  /** All scopes whose rows the person may hold; includes `scopeId`. */
  readonly scopeIds: readonly string[];
  readonly now: number;
}

export async function insertAccount(tx: Tx, account: NewAccount): Promise<void> {
  const { userId, login, name, passwordHash, roles, scopeId, scopeIds, now } = account;
  await tx.query(
    `INSERT INTO account (tenant_id, user_id, login, name, password_hash, roles, scope_id, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [tx.tenantId, userId, normaliseLogin(login), name, passwordHash, roles, scopeId, now],
  );
  await tx.query(
    'INSERT INTO scope_member (tenant_id, user_id, scope_id) SELECT $1, $2, unnest($3::text[])',
    [tx.tenantId, userId, [...new Set([scopeId, ...scopeIds])]],
  );
}

/** A disabled person's sessions end at once. */
export async function setDisabled(tx: Tx, userId: string, disabled: boolean): Promise<void> {
  await tx.query('UPDATE account SET disabled = $3 WHERE tenant_id = $1 AND user_id = $2', [
    tx.tenantId,
    userId,
    disabled,
  ]);
}

/** Replicas of somebody who gains or leaves a scope are fed anew at their next pull. */
export async function setScopes(tx: Tx, userId: string, scopeIds: readonly string[]): Promise<void> {
  await tx.query('DELETE FROM scope_member WHERE tenant_id = $1 AND user_id = $2 AND scope_id <> ALL($3)', [
    tx.tenantId,
    userId,
    scopeIds,
  ]);
  await tx.query(
    `INSERT INTO scope_member (tenant_id, user_id, scope_id) SELECT $1, $2, unnest($3::text[]) ON CONFLICT DO NOTHING`,
    [tx.tenantId, userId, scopeIds],
  );
}
