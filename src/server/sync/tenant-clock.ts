import type { Tx } from '#server/store/store.ts';

export interface TenantClock {
  /** Names this history of the tenant; another one after a restore from a backup. */
  readonly epoch: string;
  /** The newest version. */
  readonly ver: number;
  /** Replicas below it cannot be carried on by the log. */
  readonly floor: number;
}

const READ = 'SELECT epoch, ver, floor_ver AS floor FROM tenant_clock WHERE tenant_id = $1';

export async function readClock(tx: Tx): Promise<TenantClock> {
  return only(await tx.query<TenantClock & object>(READ, [tx.tenantId]));
}

/**
 * Must be the first statement that touches the tenant's rows: whoever holds the clock is the only writer of the
 * tenant, so versions commit in their order and no reader ever skips one.
 */
export async function lockClock(tx: Tx): Promise<TenantClock> {
  return only(await tx.query<TenantClock & object>(`${READ} FOR UPDATE`, [tx.tenantId]));
}

export async function advanceClock(tx: Tx, ver: number): Promise<void> {
  await tx.query('UPDATE tenant_clock SET ver = $2 WHERE tenant_id = $1', [tx.tenantId, ver]);
}

export async function createClock(tx: Tx, epoch: string): Promise<void> {
  await tx.query('INSERT INTO tenant_clock (tenant_id, epoch, ver, floor_ver) VALUES ($1, $2, 0, 0)', [
    tx.tenantId,
    epoch,
  ]);
}

function only(rows: readonly TenantClock[]): TenantClock {
  const [clock] = rows;
  if (!clock) throw new Error('the tenant has no clock');
  return clock;
}
