import type { Tx } from '#server/store/store.ts';
import type { CtiCall } from './call.ts';

const MINUTE_MS = 60_000;
/** Long enough for a desk whose line was down a moment to learn how its call ended. */
const ENDED_SHOWN_MS = 2 * MINUTE_MS;
/** Longer than a signed post stays valid: one that is played again finds its call ended. */
const ENDED_KEPT_MS = 15 * MINUTE_MS;
/** A call nobody has said a word about for so long: its hangup was lost. */
const LIVE_KEPT_MS = 4 * 60 * MINUTE_MS;
/** Of one tenant, the newest. */
const MOST_LISTED = 2_000;

const COLUMNS = `key, direction, phase, number, withheld, dialled, members, takers, taken_by AS "takenBy", end_reason AS "end"`;

/** Locked, so that the events of one call are taken one after the other on all nodes. */
export async function lockCall(tx: Tx, key: string): Promise<CtiCall | undefined> {
  const [call] = await tx.query<CtiCall & object>(
    `SELECT ${COLUMNS} FROM cti_call WHERE tenant_id = $1 AND key = $2 FOR UPDATE`,
    [tx.tenantId, key],
  );
  return call;
}

/** false: another event has begun the same call meanwhile. */
export async function insertCall(tx: Tx, call: CtiCall, now: number): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO cti_call (tenant_id, key, direction, phase, number, withheld, dialled, members, takers, taken_by,
       end_reason, changed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING RETURNING 1`,
    valuesOf(tx, call, now),
  );
  return rows.length > 0;
}

export async function updateCall(tx: Tx, call: CtiCall, now: number): Promise<void> {
  await tx.query(
    `UPDATE cti_call SET direction = $3, phase = $4, number = $5, withheld = $6, dialled = $7, members = $8,
       takers = $9, taken_by = $10, end_reason = $11, changed_at = $12
     WHERE tenant_id = $1 AND key = $2`,
    valuesOf(tx, call, now),
  );
}

function valuesOf(tx: Tx, call: CtiCall, now: number): readonly unknown[] {
  const { key, direction, phase, number, withheld, dialled, members, takers, takenBy, end } = call;
  return [
    tx.tenantId,
    key,
    direction,
    phase,
    number,
    withheld,
    dialled,
    JSON.stringify(members),
    takers && JSON.stringify(takers),
    takenBy,
    end,
    now,
  ];
}

/** What the desks of the tenant may still want to hear of, in the order it began to matter. */
export async function currentCalls(tx: Tx, now: number): Promise<readonly CtiCall[]> {
  const calls = await tx.query<CtiCall & object>(
    `SELECT ${COLUMNS} FROM cti_call
     WHERE tenant_id = $1 AND changed_at > CASE phase WHEN 'ended' THEN $2::bigint ELSE $3::bigint END
     ORDER BY changed_at DESC, key LIMIT ${MOST_LISTED}`,
    [tx.tenantId, now - ENDED_SHOWN_MS, now - LIVE_KEPT_MS],
  );
  return calls.toReversed();
}

/** Removes what nobody needs any more; how many rows are left. */
export async function expireCalls(tx: Tx, now: number): Promise<number> {
  await tx.query(
    `DELETE FROM cti_call
     WHERE tenant_id = $1 AND changed_at <= CASE phase WHEN 'ended' THEN $2::bigint ELSE $3::bigint END`,
    [tx.tenantId, now - ENDED_KEPT_MS, now - LIVE_KEPT_MS],
  );
  const [left] = await tx.query<{ count: number }>(
    'SELECT count(*) AS count FROM cti_call WHERE tenant_id = $1',
    [tx.tenantId],
  );
  return left?.count ?? 0;
}
