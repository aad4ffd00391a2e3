import type { SecretColumn } from '#server/secrets/secret-column.ts';
import type { Secrets } from '#server/secrets/secrets.ts';
import { sendSignal } from '#server/store/signals.ts';
import type { Tx } from '#server/store/store.ts';
import { readClock } from '#server/sync/tenant-clock.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { createSecret } from './signature.ts';

/** Under it `webhook_tenant` may be read without a tenant; no slug can be so. */
const WEBHOOK_TENANTS = '*webhooks*';
/** Both secrets sign for so long after a rotation. */
const OVERLAP_MS = 24 * 3_600_000;

/** Said to all nodes: there are other subscriptions, or something is due again. */
export const WEBHOOKS_TOPIC = 'webhooks-out';

const SIGNING = { table: 'webhook_subscription', column: 'secret' } as const;
const OLD_SIGNING = { table: 'webhook_subscription', column: 'old_secret' } as const;

/** Both are sealed. What was lost comes anew: `webhook-out rotate` then shows one. */
export const webhookSecrets: readonly SecretColumn[] = [
  { ...SIGNING, rowId: 'id', type: 'text', whenLost: async () => createSecret() },
  { ...OLD_SIGNING, rowId: 'id', type: 'text', whenLost: async () => null },
];

export interface NewSubscription {
  readonly id: string;
  readonly tokenId: string;
  /** Checked: see checkOutgoingUrl. */
  readonly url: string;
  readonly events: readonly string[];
  readonly withRow: boolean;
  readonly allowPrivate: boolean;
  readonly now: number;
}

export interface Subscription {
  readonly id: string;
  readonly tokenId: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly withRow: boolean;
  readonly allowPrivate: boolean;
  /** As they are stored: see {@link secretsAt}. */
  readonly secret: string;
  readonly oldSecret: string | null;
  readonly oldSecretUntil: number | null;
  readonly cursorVer: number;
}

const SELECT = `
  SELECT id, token_id AS "tokenId", url, events, with_row AS "withRow", allow_private AS "allowPrivate", secret,
         old_secret AS "oldSecret", old_secret_until AS "oldSecretUntil", cursor_ver AS "cursorVer"
  FROM webhook_subscription s WHERE tenant_id = $1`;
/** Of a token that lives: a revoked one hears of nothing more. */
export const LIVING = `s.state = 'active' AND EXISTS (
  SELECT FROM api_token t WHERE t.tenant_id = s.tenant_id AND t.id = s.token_id AND t.revoked_at IS NULL)`;

/** Hears of what changes from now on. @returns the secret, which is not shown again. */
export async function createSubscription(
  tx: Tx,
  subscription: NewSubscription,
  secrets: Secrets,
): Promise<string> {
  const { id, tokenId, url, events, withRow, allowPrivate, now } = subscription;
  const secret = createSecret();
  const { ver } = await readClock(tx);
  const sealed = await secrets.seal(tx, { ...SIGNING, row: id }, secret);
  await tx.query(
    `INSERT INTO webhook_subscription
       (tenant_id, id, token_id, url, events, with_row, allow_private, secret, cursor_ver, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [tx.tenantId, id, tokenId, url, events, withRow, allowPrivate, sealed, ver, now],
  );
  await tx.query('INSERT INTO webhook_tenant (tenant_id) VALUES ($1) ON CONFLICT DO NOTHING', [tx.tenantId]);
  await sendSignal(tx, WEBHOOKS_TOPIC);
  return secret;
}

/** For a day the old secret signs beside the new one. Throws AppError `webhook-out.unknown`. */
export async function rotateSecret(
  tx: Tx,
  id: string,
  { now, secrets }: { readonly now: number; readonly secrets: Secrets },
): Promise<string> {
  const [found] = await tx.query<{ sealed: string }>(
    'SELECT secret AS sealed FROM webhook_subscription WHERE tenant_id = $1 AND id = $2 FOR UPDATE',
    [tx.tenantId, id],
  );
  if (!found) throw unknownSubscription(id);
  const secret = createSecret();
  const old = await secrets.open(tx, { ...SIGNING, row: id }, found.sealed);
  await tx.query(
    `UPDATE webhook_subscription SET old_secret = $3, old_secret_until = $5, secret = $4
     WHERE tenant_id = $1 AND id = $2`,
    [
      tx.tenantId,
      id,
      await secrets.seal(tx, { ...OLD_SIGNING, row: id }, old),
      await secrets.seal(tx, { ...SIGNING, row: id }, secret),
      now + OVERLAP_MS,
    ],
  );
  return secret;
}

/** With all that was still to be delivered. Throws AppError `webhook-out.unknown`. */
export async function removeSubscription(tx: Tx, id: string): Promise<void> {
  const rows = await tx.query(
    'DELETE FROM webhook_subscription WHERE tenant_id = $1 AND id = $2 RETURNING 1',
    [tx.tenantId, id],
  );
  if (rows.length === 0) throw unknownSubscription(id);
}

export async function activeSubscriptions(tx: Tx): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>(
    `SELECT id FROM webhook_subscription s WHERE tenant_id = $1 AND ${LIVING} ORDER BY id`,
    [tx.tenantId],
  );
  return rows.map(({ id }) => id);
}

/** undefined: another node reads the log for it right now, or it is not active. */
export async function lockSubscription(tx: Tx, id: string): Promise<Subscription | undefined> {
  const [found] = await tx.query<Subscription & object>(
    `${SELECT} AND id = $2 AND ${LIVING} FOR UPDATE OF s SKIP LOCKED`,
    [tx.tenantId, id],
  );
  return found;
}

export async function findSubscription(tx: Tx, id: string): Promise<Subscription | undefined> {
  const [found] = await tx.query<Subscription & object>(`${SELECT} AND id = $2 AND ${LIVING}`, [
    tx.tenantId,
    id,
  ]);
  return found;
}

/** Up to where all have read the log; null: nobody reads it. */
export async function leastCursor(tx: Tx): Promise<number | null> {
  const [least] = await tx.query<{ ver: number | null }>(
    `SELECT min(cursor_ver) AS ver FROM webhook_subscription s WHERE tenant_id = $1 AND ${LIVING}`,
    [tx.tenantId],
  );
  return least?.ver ?? null;
}

/** For {@link Store.withSlug}: which tenants have webhooks at all. */
export const webhookTenants = {
  slug: WEBHOOK_TENANTS,
  async read(tx: Tx): Promise<readonly string[]> {
    const rows = await tx.query<{ id: string }>('SELECT tenant_id AS id FROM webhook_tenant ORDER BY 1');
    return rows.map(({ id }) => id);
  },
};

/** What signs right now, opened. */
export async function secretsAt(
  tx: Tx,
  { id, secret, oldSecret, oldSecretUntil }: Subscription,
  { now, secrets }: { readonly now: number; readonly secrets: Secrets },
): Promise<readonly string[]> {
  const signing = await secrets.open(tx, { ...SIGNING, row: id }, secret);
  if (oldSecret === null || (oldSecretUntil ?? 0) <= now) return [signing.toString('utf8')];
  const old = await secrets.open(tx, { ...OLD_SIGNING, row: id }, oldSecret);
  return [signing.toString('utf8'), old.toString('utf8')];
}

export function unknownSubscription(id: string): AppError {
  return new AppError('webhook-out.unknown', `no subscription ${id}`, { id });
}
