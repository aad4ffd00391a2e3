import { createToken, parseToken } from '#server/auth/token.ts';
import type { TokenKey } from '#server/auth/token.ts';
import { readTenantSettings } from '#server/auth/tenant-settings.ts';
import type { Tx } from '#server/store/store.ts';
import { grantsOf } from '#shared/access/access.ts';
import { scopesOf } from '#shared/access/kept-scope.ts';
import type { Grants } from '#shared/access/access.ts';
import type { Actor, Role } from '#shared/commands/command.ts';
import { AppError } from '#shared/kernel/app-error.ts';

/** Tells everybody who finds one somewhere what it is. */
const PREFIX = 'rfb_';
const TOUCH_MS = 60_000;
export const REQUESTS_PER_MINUTE = 600;

export interface NewApiToken {
  readonly id: string;
  readonly name: string;
  readonly rights: readonly string[];
  readonly roles: readonly Role[];
  /** At least one; new rows go to the first. */
  readonly scopeIds: readonly string[];
  readonly perMinute: number;
  readonly now: number;
}

/** A program that asks: what of the tenant it may see and do. */
export interface Caller {
  readonly actor: Actor;
  readonly rights: readonly string[];
  readonly scopeIds: readonly string[];
  readonly homeScopeId: string;
  readonly grants: Grants;
  readonly perMinute: number;
}

export interface ApiTokenLine {
  readonly id: string;
  readonly name: string;
  readonly rights: readonly string[];
  readonly roles: readonly Role[];
  readonly lastUsedAt: number | null;
  readonly revokedAt: number | null;
}

export function parseApiToken(text: string): TokenKey | undefined {
  return text.startsWith(PREFIX) ? parseToken(text.slice(PREFIX.length)) : undefined;
}

/** @returns the token, which cannot be had a second time. */
export async function createApiToken(tx: Tx, token: NewApiToken): Promise<string> {
  const { text, hash } = newToken(tx);
  await tx.query(
    `INSERT INTO api_token (tenant_id, id, name, token_hash, rights, roles, scope_ids, per_minute, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      tx.tenantId,
      token.id,
      token.name,
      hash,
      token.rights,
      token.roles,
      token.scopeIds,
      token.perMinute,
      token.now,
    ],
  );
  return text;
}

/** The old one is worth nothing from now on. Throws AppError `api-token.unknown`. */
export async function rotateApiToken(tx: Tx, id: string, now: number): Promise<string> {
  const { text, hash } = newToken(tx);
  const rows = await tx.query(
    `UPDATE api_token SET token_hash = $3, rotated_at = $4
     WHERE tenant_id = $1 AND id = $2 AND revoked_at IS NULL RETURNING 1`,
    [tx.tenantId, id, hash, now],
  );
  if (rows.length === 0) throw unknownToken(id);
  return text;
}

/** For good. Throws AppError `api-token.unknown`. */
export async function revokeApiToken(tx: Tx, id: string, now: number): Promise<void> {
  const rows = await tx.query(
    'UPDATE api_token SET revoked_at = $3 WHERE tenant_id = $1 AND id = $2 AND revoked_at IS NULL RETURNING 1',
    [tx.tenantId, id, now],
  );
  if (rows.length === 0) throw unknownToken(id);
}

export async function listApiTokens(tx: Tx): Promise<readonly ApiTokenLine[]> {
  return tx.query<ApiTokenLine & object>(
    `SELECT id, name, rights, roles, last_used_at AS "lastUsedAt", revoked_at AS "revokedAt"
     FROM api_token WHERE tenant_id = $1 ORDER BY created_at, id`,
    [tx.tenantId],
  );
}

interface Found {
  readonly id: string;
  readonly rights: readonly string[];
  readonly roles: readonly Role[];
  readonly scopeIds: readonly string[];
  readonly perMinute: number;
  readonly lastUsedAt: number | null;
}

const FIND = `SELECT id, rights, roles, scope_ids AS "scopeIds", per_minute AS "perMinute", last_used_at AS "lastUsedAt"
  FROM api_token WHERE tenant_id = $1 AND revoked_at IS NULL`;

/** undefined: there is none such, or it was revoked. Notes that it was used. */
export async function callerOfToken(tx: Tx, { hash }: TokenKey, now: number): Promise<Caller | undefined> {
  const [found] = await tx.query<Found & object>(`${FIND} AND token_hash = $2`, [tx.tenantId, hash]);
  if (!found) return undefined;
  if ((found.lastUsedAt ?? 0) < now - TOUCH_MS)
    await tx.query('UPDATE api_token SET last_used_at = $3 WHERE tenant_id = $1 AND id = $2', [
      tx.tenantId,
      found.id,
      now,
    ]);
  return callerOf(tx, found);
}

/** The same for what is done in a token's name without a request. */
export async function callerById(tx: Tx, id: string): Promise<Caller | undefined> {
  const [found] = await tx.query<Found & object>(`${FIND} AND id = $2`, [tx.tenantId, id]);
  return found && callerOf(tx, found);
}

async function callerOf(tx: Tx, { id, rights, roles, scopeIds, perMinute }: Found): Promise<Caller> {
  const [homeScopeId = ''] = scopeIds;
  const actor = { tenantId: tx.tenantId, userId: id, roles };
  const grants = grantsOf(actor, await readTenantSettings(tx));
  return { actor, rights, scopeIds: scopesOf(scopeIds, actor), homeScopeId, grants, perMinute };
}

function newToken({ tenantId }: Tx): { readonly text: string; readonly hash: Buffer } {
  const token = createToken(tenantId);
  const key = parseToken(token);
  if (!key) throw new Error('made a token that is none');
  return { text: `${PREFIX}${token}`, hash: key.hash };
}

function unknownToken(id: string): AppError {
  return new AppError('api-token.unknown', `no token ${id}`, { id });
}
