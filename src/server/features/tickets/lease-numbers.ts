import type { Tx } from '#server/store/store.ts';
import type { LeaseReply } from '#shared/features/tickets/lease.ts';

/** Takes the next `count` serials of the year; two that ask at once wait for each other at the counter's row. */
export async function leaseNumbers(
  tx: Tx,
  { year, count }: { year: number; count: number },
): Promise<LeaseReply> {
  const [counter] = await tx.query<{ to: number }>(
    `INSERT INTO ticket_counter (tenant_id, year, last_serial) VALUES ($1, $2, $3)
     ON CONFLICT (tenant_id, year) DO UPDATE SET last_serial = ticket_counter.last_serial + excluded.last_serial
     RETURNING last_serial AS to`,
    [tx.tenantId, year, count],
  );
  if (!counter) throw new Error('the counter did not answer');
  return { year, from: counter.to - count + 1, to: counter.to };
}
