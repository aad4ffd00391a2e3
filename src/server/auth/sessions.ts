import { grantsOf, reachOf } from '#shared/access/access.ts';
import { scopesOf } from '#shared/access/kept-scope.ts';
import type { Device, Must } from '#shared/auth/protocol.ts';
import type { Role } from '#shared/commands/command.ts';
import { sendSignal } from '#server/store/signals.ts';
import type { Tx } from '#server/store/store.ts';
import { groupsOf } from './groups.ts';
import type { MembershipTable } from './groups.ts';
import { owesPaperOf } from './policy-paper.ts';
import type { Principal } from './principal.ts';
import { tenantSettingsSchema } from './tenant-settings.ts';
import type { TenantSettings } from './tenant-settings.ts';
import { createToken, parseToken } from './token.ts';
import type { TokenKey } from './token.ts';

const DAY_MS = 86_400_000;
/** A branch without a line for two weeks still pushes what it has; nobody stays signed in for ever. */
export const SESSION_IDLE_MS = 14 * DAY_MS;
export const SESSION_ABSOLUTE_MS = 90 * DAY_MS;
/** `seen_at` is written at most so often. */
const TOUCH_MS = 60_000;

/** Said to all nodes when sessions of a tenant were taken away: open sockets are looked at now. */
export const SESSIONS_TOPIC = 'sessions';

export interface NewSession {
  readonly userId: string;
  readonly device: string;
  readonly now: number;
  /** On another house's word: password and second factor are its business. */
  readonly byProvider?: boolean;
}

/** Returns the token, which cannot be had a second time. Clears away the person's sessions that have ended. */
export async function openSession(
  tx: Tx,
  { userId, device, now, byProvider = false }: NewSession,
): Promise<string> {
  const token = createToken(tx.tenantId);
  const key = parseToken(token);
  if (!key) throw new Error('made a token that is none');
  await tx.query(`DELETE FROM session WHERE tenant_id = $1 AND user_id = $2 AND ends_at <= $3`, [
    tx.tenantId,
    userId,
    now,
  ]);
  await tx.query(
    `INSERT INTO session (tenant_id, token_hash, user_id, device, created_at, seen_at, ends_at, by_provider)
     VALUES ($1, $2, $3, $4, $5, $5, $6, $7)`,
    [tx.tenantId, key.hash, userId, device, now, now + SESSION_ABSOLUTE_MS, byProvider],
  );
  return token;
}

/** The scopes a person is a member of. */
export async function membershipOf(tx: Tx, userId: string): Promise<readonly string[]> {
  const rows = await tx.query<{ scopeId: string }>(
    'SELECT scope_id AS "scopeId" FROM scope_member WHERE tenant_id = $1 AND user_id = $2',
    [tx.tenantId, userId],
  );
  return rows.map(({ scopeId }) => scopeId);
}

export async function closeSession(tx: Tx, { hash }: TokenKey): Promise<void> {
  await tx.query('DELETE FROM session WHERE tenant_id = $1 AND token_hash = $2', [tx.tenantId, hash]);
}

const LIVING = `
  FROM session s JOIN account a USING (tenant_id, user_id)
  WHERE s.tenant_id = $1 AND s.ends_at > $2 AND s.seen_at > $3 AND s.revoked_at IS NULL AND NOT a.disabled`;

interface Found {
  readonly hash: Buffer;
  readonly userId: string;
  readonly roles: readonly Role[];
  readonly homeScopeId: string;
  readonly scopeIds: readonly string[];
  readonly seenAt: number;
  readonly endsAt: number;
  readonly revokedAt: number | null;
  readonly isDisabled: boolean;
  readonly mustChange: boolean;
  readonly hasSecondFactor: boolean;
  readonly owesPaper: boolean;
  readonly settings: unknown;
}

/** Why a token opens nothing: taken away by somebody, the account is closed, or it is none, or too old. */
export type Ended = 'revoked' | 'disabled' | 'ended';

/**
 * Of each key, in their order, whose it is: all from one look at the database, and a second one where somebody sees what
 * is of their groups. Told only to whoever holds the token.
 */
export async function findPrincipals(
  tx: Tx,
  keys: readonly TokenKey[],
  { now, memberships }: { readonly now: number; readonly memberships: readonly MembershipTable[] },
): Promise<readonly (Principal | Ended)[]> {
  const hashes = new Map(keys.map(({ hash }) => [hash.toString('hex'), hash]));
  const rows = await tx.query<Found & object>(
    `SELECT s.token_hash AS hash,
            s.user_id AS "userId", s.seen_at AS "seenAt", s.ends_at AS "endsAt", s.revoked_at AS "revokedAt",
            a.roles, a.scope_id AS "homeScopeId", a.disabled AS "isDisabled", a.must_change AND NOT s.by_provider AS "mustChange",
            s.by_provider OR EXISTS (SELECT FROM second_factor f WHERE f.tenant_id = s.tenant_id AND f.user_id = s.user_id
                    AND f.confirmed_at IS NOT NULL) AS "hasSecondFactor",
            ${owesPaperOf('s.user_id')} AS "owesPaper",
            ARRAY(SELECT scope_id FROM scope_member m
                  WHERE m.tenant_id = s.tenant_id AND m.user_id = s.user_id ORDER BY scope_id) AS "scopeIds",
            (SELECT json_object_agg(t.name, t.value) FROM tenant_setting t WHERE t.tenant_id = $1) AS settings
     FROM session s JOIN account a USING (tenant_id, user_id) WHERE s.tenant_id = $1 AND s.token_hash = ANY($3)`,
    [tx.tenantId, now, [...hashes.values()]],
  );
  const found = new Map(rows.map((row) => [row.hash.toString('hex'), row]));
  const stale = rows.filter((row) => endOf(row, now) === undefined && row.seenAt < now - TOUCH_MS);
  if (stale.length > 0) {
    // In one order everywhere: two nodes that touch the same sessions do not wait for each other crosswise.
    await tx.query(
      `UPDATE session SET seen_at = $3 WHERE tenant_id = $1 AND token_hash IN (
         SELECT token_hash FROM session WHERE tenant_id = $1 AND token_hash = ANY($2) ORDER BY token_hash FOR UPDATE)`,
      [tx.tenantId, stale.map(({ hash }) => hash), now],
    );
  }
  const settings = tenantSettingsSchema.parse(rows[0]?.settings ?? {});
  const narrow = rows.filter((row) => reachOf(row, settings) === 'own').map(({ userId }) => userId);
  const groups = await groupsOf(tx, memberships, narrow);
  return keys.map((key) => {
    const row = found.get(key.hash.toString('hex'));
    if (!row) return 'ended';
    return endOf(row, now) ?? principalFrom(key, row, { settings, groups: groups.get(row.userId) ?? [] });
  });
}

function endOf(found: Found, now: number): Ended | undefined {
  if (found.isDisabled) return 'disabled';
  if (found.revokedAt !== null) return 'revoked';
  return found.endsAt <= now || found.seenAt <= now - SESSION_IDLE_MS ? 'ended' : undefined;
}

function principalFrom(
  key: TokenKey,
  found: Found,
  { settings, groups }: { readonly settings: TenantSettings; readonly groups: readonly string[] },
): Principal {
  const { userId, roles, scopeIds, homeScopeId } = found;
  return {
    actor: { tenantId: key.tenantId, userId, roles },
    scopeIds: scopesOf(scopeIds, { roles }),
    homeScopeId,
    grants: grantsOf({ userId, roles }, settings, groups),
    session: key,
    must: mustOf(found, settings),
  };
}

export function mustOf(
  { mustChange, hasSecondFactor, owesPaper }: Pick<Found, 'mustChange' | 'hasSecondFactor' | 'owesPaper'>,
  { secondFactorRequired }: Pick<TenantSettings, 'secondFactorRequired'>,
): readonly Must[] {
  return [
    ...(mustChange ? (['password'] as const) : []),
    ...(secondFactorRequired && !hasSecondFactor ? (['second-factor'] as const) : []),
    ...(owesPaper ? (['policy-paper'] as const) : []),
  ];
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

/** Those that still live, the one seen last first; of one person or of the whole tenant. */
export async function listDevices(
  tx: Tx,
  { userId, now, own }: { readonly userId?: string; readonly now: number; readonly own?: TokenKey },
): Promise<readonly Device[]> {
  return tx.query<Device & object>(
    `SELECT s.id, s.device AS name, s.user_id AS "userId", a.name AS "userName", s.created_at AS "createdAt",
            s.seen_at AS "seenAt", coalesce(s.token_hash = $5, false) AS own
     ${LIVING} AND ($4::text IS NULL OR s.user_id = $4) ORDER BY s.seen_at DESC, s.id`,
    [tx.tenantId, now, now - SESSION_IDLE_MS, userId ?? null, own?.hash ?? null],
  );
}

/**
 * Takes a device away: its next request is refused, its sockets are closed now. With `userId` only if it is that
 * person's. @returns whose it was; undefined: there is none such
 */
export async function revokeDevice(
  tx: Tx,
  { id, userId, now }: { readonly id: string; readonly userId?: string; readonly now: number },
): Promise<string | undefined> {
  const [gone] = await tx.query<{ userId: string }>(
    `UPDATE session SET revoked_at = $3
     WHERE tenant_id = $1 AND id = $2 AND revoked_at IS NULL AND ($4::text IS NULL OR user_id = $4)
     RETURNING user_id AS "userId"`,
    [tx.tenantId, id, now, userId ?? null],
  );
  if (gone) await sendSignal(tx, SESSIONS_TOPIC);
  return gone?.userId;
}

/** All of a person's devices, but for the one that asks. @returns how many */
export async function revokeDevicesOf(
  tx: Tx,
  userId: string,
  { now, except }: { readonly now: number; readonly except?: TokenKey },
): Promise<number> {
  const gone = await tx.query(
    `UPDATE session SET revoked_at = $3 WHERE tenant_id = $1 AND user_id = $2 AND revoked_at IS NULL
     AND token_hash IS DISTINCT FROM $4 RETURNING 1`,
    [tx.tenantId, userId, now, except?.hash ?? null],
  );
  await sendSignal(tx, SESSIONS_TOPIC);
  return gone.length;
}
