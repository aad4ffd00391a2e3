import type { Tx } from '#server/store/store.ts';
import { sendSignal } from '#server/store/signals.ts';
import type { Role } from '#shared/commands/command.ts';
import { SESSIONS_TOPIC } from './sessions.ts';

export interface Account {
  readonly userId: string;
  /** As {@link normaliseLogin} has it. */
  readonly login: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly roles: readonly Role[];
  readonly scopeId: string;
  readonly disabled: boolean;
  /** An administrator has set the password. */
  readonly mustChange: boolean;
}

const SELECT_ACCOUNT = `
  SELECT user_id AS "userId", login, name, password_hash AS "passwordHash", roles, scope_id AS "scopeId", disabled,
         must_change AS "mustChange" FROM account WHERE tenant_id = $1`;

/** One spelling of a login, whatever the keyboard made of it. */
export function normaliseLogin(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase();
}

/** By {@link normaliseLogin}. */
export async function findAccount(tx: Tx, login: string): Promise<Account | undefined> {
  const [account] = await tx.query<Account & object>(`${SELECT_ACCOUNT} AND login = $2`, [
    tx.tenantId,
    login,
  ]);
  return account;
}

export async function findAccountById(tx: Tx, userId: string): Promise<Account | undefined> {
  const [account] = await tx.query<Account & object>(`${SELECT_ACCOUNT} AND user_id = $2`, [
    tx.tenantId,
    userId,
  ]);
  return account;
}

/**
 * Whether nobody has changed the password or closed the account since it was read, nor does until the transaction
 * ends: proving a password takes as long as an argon2.
 */
export async function isStillAsRead(
  tx: Tx,
  { userId, passwordHash }: Pick<Account, 'userId' | 'passwordHash'>,
): Promise<boolean> {
  const same = await tx.query(
    `SELECT FROM account WHERE tenant_id = $1 AND user_id = $2 AND password_hash = $3 AND NOT disabled FOR UPDATE`,
    [tx.tenantId, userId, passwordHash],
  );
  return same.length > 0;
}

export async function setPassword(
  tx: Tx,
  userId: string,
  { passwordHash, mustChange }: Pick<Account, 'passwordHash' | 'mustChange'>,
): Promise<void> {
  await tx.query(
    'UPDATE account SET password_hash = $3, must_change = $4 WHERE tenant_id = $1 AND user_id = $2',
    [tx.tenantId, userId, passwordHash, mustChange],
  );
}

export interface NewAccount extends Omit<Account, 'disabled' | 'mustChange'> {
  readonly mustChange?: boolean;
  /** All scopes whose rows the person may hold; includes `scopeId`. */
  readonly scopeIds: readonly string[];
  readonly now: number;
}

export async function insertAccount(tx: Tx, account: NewAccount): Promise<void> {
  const { userId, login, name, passwordHash, roles, scopeId, scopeIds, now, mustChange = false } = account;
  await tx.query(
    `INSERT INTO account (tenant_id, user_id, login, name, password_hash, roles, scope_id, created_at, must_change)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [tx.tenantId, userId, normaliseLogin(login), name, passwordHash, roles, scopeId, now, mustChange],
  );
  await tx.query(
    'INSERT INTO scope_member (tenant_id, user_id, scope_id) SELECT $1, $2, unnest($3::text[])',
    [tx.tenantId, userId, [...new Set([scopeId, ...scopeIds])]],
  );
}

/** A disabled person's sessions end at once, and do not come back when the account is opened again. */
export async function setDisabled(tx: Tx, userId: string, disabled: boolean): Promise<void> {
  const changed = await tx.query(
    'UPDATE account SET disabled = $3 WHERE tenant_id = $1 AND user_id = $2 AND disabled <> $3 RETURNING 1',
    [tx.tenantId, userId, disabled],
  );
  if (disabled) await sendSignal(tx, SESSIONS_TOPIC);
  // Not before: who was shut out is told so, as long as it is so.
  else if (changed.length > 0)
    await tx.query('DELETE FROM session WHERE tenant_id = $1 AND user_id = $2', [tx.tenantId, userId]);
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

/** @returns whether there is such an account */
export async function setName(tx: Tx, userId: string, name: string): Promise<boolean> {
  const renamed = await tx.query(
    'UPDATE account SET name = $3 WHERE tenant_id = $1 AND user_id = $2 RETURNING 1',
    [tx.tenantId, userId, name],
  );
  return renamed.length > 0;
}

/** Where the person's new rows go; one of their scopes. */
export async function setHomeScope(tx: Tx, userId: string, scopeId: string): Promise<void> {
  await tx.query('UPDATE account SET scope_id = $3 WHERE tenant_id = $1 AND user_id = $2', [
    tx.tenantId,
    userId,
    scopeId,
  ]);
}

/** The address a provider may link by. */
export async function setMail(tx: Tx, userId: string, mail: string): Promise<void> {
  await tx.query('UPDATE account SET mail = $3 WHERE tenant_id = $1 AND user_id = $2', [
    tx.tenantId,
    userId,
    mail,
  ]);
}
