import { readTenantSettings } from '#server/auth/tenant-settings.ts';
import type { Tx } from '#server/store/store.ts';

const DAY_MS = 86_400_000;
/** Of one transaction; the rest waits for the next round. */
const MOST = 20_000;

/** Entries older than the tenant keeps them are gone for good, and the history of their making with them. */
export async function pruneReadings(tx: Tx, now: number): Promise<number> {
  const { keepDays } = (await readTenantSettings(tx)).readingLog;
  const gone = await tx.query<{ id: string }>(
    `DELETE FROM reading WHERE tenant_id = $1 AND id IN (
       SELECT id FROM reading WHERE tenant_id = $1 AND read_at < $2 ORDER BY read_at, id LIMIT $3)
     RETURNING id`,
    [tx.tenantId, now - keepDays * DAY_MS, MOST],
  );
  if (gone.length > 0)
    await tx.query("DELETE FROM field_history WHERE tenant_id = $1 AND tbl = 'reading' AND pk = ANY($2)", [
      ...[tx.tenantId, gone.map(({ id }) => id)],
    ]);
  return gone.length;
}
