import { sendSignal } from '#server/store/signals.ts';
import type { Tx } from '#server/store/store.ts';
import { GIVE_UP_MS, pauseAfter } from './back-off.ts';
import { LIVING, WEBHOOKS_TOPIC } from './subscriptions.ts';

/** Longer than a request may take: a node that died in one leaves it to the others then. */
const LEASE_MS = 60_000;
const BATCH = 10;
/** What could not be delivered is shown for so long. */
const PARKED_KEPT_MS = 30 * 86_400_000;

/**
 * ```
 * pending ──2xx──▶ (gone)
 *   │  ▲ └─refused─▶ pending, due later ──3 days──▶ parked
 *   │  └──────────── retry by hand ◀─────────────────┘
 *   └─ under way: due_at is when somebody else may take it over
 * ```
 */
export interface Delivery {
  readonly id: string;
  readonly event: string;
  readonly tbl: string;
  readonly pk: string;
  readonly ver: number;
  readonly fields: readonly string[];
  readonly createdAt: number;
  readonly triedSince: number;
  readonly attempts: number;
}

/**
 * The next ones that are due, for this node alone; of one row the oldest, so that its changes arrive in order. None of a
 * subscription that has ended: they wait for `retry`.
 */
export async function claimDeliveries(
  tx: Tx,
  subscriptionId: string,
  now: number,
): Promise<readonly Delivery[]> {
  return tx.query<Delivery & object>(
    `UPDATE webhook_delivery SET due_at = $4, attempts = attempts + 1
     WHERE tenant_id = $1 AND id IN (
       SELECT id FROM webhook_delivery next
       WHERE tenant_id = $1 AND subscription_id = $2 AND state = 'pending' AND due_at <= $3
         AND EXISTS (SELECT FROM webhook_subscription s WHERE s.tenant_id = $1 AND s.id = $2 AND ${LIVING})
         AND NOT EXISTS (SELECT FROM webhook_delivery older
                         WHERE older.tenant_id = $1 AND older.subscription_id = $2 AND older.state = 'pending'
                           AND older.tbl = next.tbl AND older.pk = next.pk AND older.ver < next.ver)
       ORDER BY ver LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
     RETURNING id, event, tbl, pk, ver, fields, created_at AS "createdAt", tried_since AS "triedSince", attempts`,
    [tx.tenantId, subscriptionId, now, now + LEASE_MS],
  );
}

/** Delivered, or nothing this subscription may hear of any more. */
export async function settleDelivery(tx: Tx, { id }: Delivery): Promise<void> {
  await tx.query('DELETE FROM webhook_delivery WHERE tenant_id = $1 AND id = $2', [tx.tenantId, id]);
}

/** Claimed, but not tried: it is due as it was before. */
export async function releaseDelivery(tx: Tx, { id }: Delivery, now: number): Promise<void> {
  await tx.query(
    'UPDATE webhook_delivery SET due_at = $3, attempts = attempts - 1 WHERE tenant_id = $1 AND id = $2',
    [tx.tenantId, id, now],
  );
}

export async function noteDelivered(tx: Tx, subscriptionId: string, now: number): Promise<void> {
  await tx.query('UPDATE webhook_subscription SET last_delivered_at = $3 WHERE tenant_id = $1 AND id = $2', [
    tx.tenantId,
    subscriptionId,
    now,
  ]);
}

/** Once more later, or parked. */
export async function postponeDelivery(
  tx: Tx,
  { id, attempts, triedSince }: Delivery,
  { code, now, random }: { readonly code: string; readonly now: number; readonly random: number },
): Promise<void> {
  const isOver = now - triedSince >= GIVE_UP_MS;
  await tx.query(
    `UPDATE webhook_delivery SET state = $3, due_at = $4, last_error = $5 WHERE tenant_id = $1 AND id = $2`,
    [tx.tenantId, id, isOver ? 'parked' : 'pending', now + pauseAfter(attempts, random), code],
  );
}

/** The receiver wants nothing any more (410). */
export async function markGone(tx: Tx, subscriptionId: string): Promise<void> {
  await tx.query(`UPDATE webhook_subscription SET state = 'gone' WHERE tenant_id = $1 AND id = $2`, [
    tx.tenantId,
    subscriptionId,
  ]);
}

/** What is parked or waits is due now, and the receiver is believed in again. @returns how many */
export async function retryDeliveries(tx: Tx, subscriptionId: string, now: number): Promise<number> {
  await tx.query(`UPDATE webhook_subscription SET state = 'active' WHERE tenant_id = $1 AND id = $2`, [
    tx.tenantId,
    subscriptionId,
  ]);
  const rows = await tx.query(
    `UPDATE webhook_delivery SET state = 'pending', due_at = $3, tried_since = $3
     WHERE tenant_id = $1 AND subscription_id = $2 AND (state = 'parked' OR last_error IS NOT NULL) RETURNING 1`,
    [tx.tenantId, subscriptionId, now],
  );
  await sendSignal(tx, WEBHOOKS_TOPIC);
  return rows.length;
}

export async function dropOldParked(tx: Tx, now: number): Promise<void> {
  await tx.query(`DELETE FROM webhook_delivery WHERE tenant_id = $1 AND state = 'parked' AND due_at < $2`, [
    tx.tenantId,
    now - PARKED_KEPT_MS,
  ]);
}

export interface SubscriptionStatus {
  readonly id: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly state: 'active' | 'gone';
  readonly isTokenRevoked: boolean;
  readonly pending: number;
  readonly parked: number;
  readonly oldestAt: number | null;
  readonly lastDeliveredAt: number | null;
  readonly lastError: string | null;
  /** Versions of the log that were not looked at yet. */
  readonly behind: number;
}

export async function subscriptionStatus(tx: Tx): Promise<readonly SubscriptionStatus[]> {
  return tx.query<SubscriptionStatus & object>(
    `SELECT s.id, s.url, s.events, s.state, t.revoked_at IS NOT NULL AS "isTokenRevoked",
            s.last_delivered_at AS "lastDeliveredAt", c.ver - s.cursor_ver AS behind,
            count(d.id) FILTER (WHERE d.state = 'pending') AS pending,
            count(d.id) FILTER (WHERE d.state = 'parked') AS parked,
            min(d.created_at) AS "oldestAt",
            (array_agg(d.last_error ORDER BY d.ver DESC) FILTER (WHERE d.last_error IS NOT NULL))[1] AS "lastError"
     FROM webhook_subscription s
     JOIN api_token t ON t.tenant_id = s.tenant_id AND t.id = s.token_id
     JOIN tenant_clock c ON c.tenant_id = s.tenant_id
     LEFT JOIN webhook_delivery d ON d.tenant_id = s.tenant_id AND d.subscription_id = s.id
     WHERE s.tenant_id = $1 GROUP BY s.tenant_id, s.id, t.revoked_at, c.ver ORDER BY s.created_at, s.id`,
    [tx.tenantId],
  );
}
