import type { Tx } from '#server/store/store.ts';

const DAY_MS = 86_400_000;
/** So long contents stay that no living row names: somebody takes a removal back, a desk was away. */
export const UNUSED_MS = 30 * DAY_MS;

/** Notes what no row names any more, and removes what none has named for {@link UNUSED_MS}. @returns how many files went. */
export async function sweepFiles(tx: Tx, now: number): Promise<number> {
  const isNamed = `EXISTS (SELECT FROM attachment a WHERE a.tenant_id = f.tenant_id AND a.sha256 = f.sha256
                           AND NOT a.deleted)`;
  await tx.query(
    `UPDATE attachment_file f SET unused_since = CASE WHEN ${isNamed} THEN NULL ELSE $2::bigint END
     WHERE f.tenant_id = $1 AND (f.unused_since IS NULL) <> ${isNamed}`,
    [tx.tenantId, now],
  );
  const gone = await tx.query(
    `DELETE FROM attachment_file f WHERE f.tenant_id = $1 AND f.unused_since < $2 AND NOT ${isNamed} RETURNING 1`,
    [tx.tenantId, now - UNUSED_MS],
  );
  return gone.length;
}
