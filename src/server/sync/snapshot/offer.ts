import type { Principal } from '#server/auth/principal.ts';
import { isUnrestricted } from '#server/auth/visible.ts';
import type { Store, Tx } from '#server/store/store.ts';
import type { Table } from '#shared/rows/table.ts';
import type { SnapshotReply, SnapshotRequest } from '#shared/sync/protocol.ts';
import { scopeKeyOf } from '../sync-client.ts';
import { readClock } from '../tenant-clock.ts';
import type { SnapshotMaker } from './snapshot-maker.ts';
import type { ReplicaSchema } from './replica-schema.ts';
import { findBuilding, findReady } from './snapshot-rows.ts';

export interface SnapshotDeps {
  readonly store: Store;
  readonly tables: ReadonlyMap<string, Table>;
  readonly schema: ReplicaSchema;
  readonly maker: Pick<SnapshotMaker, 'isFailing' | 'want'>;
  /** Below this many rows pages are as fast. */
  readonly minRows: number;
}

/** A replica that lacks more than this part of the rows is better filled anew; and so is a snapshot. */
const TOO_FAR = 0.2;
const RETRY_MS = 500;

/** What a desk at this position may take instead of pages. Making one begins here and nobody waits for it. */
export async function offerSnapshot(
  principal: Principal,
  { replicaSchema, epoch, cursor }: SnapshotRequest,
  { store, tables, schema, maker, minRows }: SnapshotDeps,
): Promise<SnapshotReply> {
  const { actor, scopeIds } = principal;
  // A snapshot holds everything of its scopes.
  if (!isUnrestricted(principal)) return { kind: 'none' };
  if (replicaSchema !== schema.key || scopeIds.length === 0) return { kind: 'none' };
  const { tenantId } = actor;
  const kind = { scopeKey: scopeKeyOf(scopeIds), schemaKey: schema.key };
  const reply = await store.withTenant(tenantId, async (tx): Promise<SnapshotReply | 'make'> => {
    const clock = await readClock(tx);
    const behind = epoch === clock.epoch ? clock.ver - cursor : clock.ver;
    const ready = await findReady(tx, kind, clock);
    const rows = ready?.rows ?? (await countUpTo(tx, [...tables.values()], scopeIds, minRows));
    const isWorthIt = rows >= minRows && (cursor === 0 || behind > rows * TOO_FAR);
    if (!isWorthIt) return { kind: 'none' };
    if (ready && clock.ver - ready.ver <= ready.rows * TOO_FAR) {
      const { id, ver, bytes, sha256, key } = ready;
      const scopes = [...scopeIds];
      return {
        kind: 'ready',
        id,
        epoch: ready.epoch,
        ver,
        scopes,
        rows,
        bytes,
        sha256,
        key: key.toString('base64'),
      };
    }
    if (maker.isFailing({ tenantId, ...kind })) return { kind: 'none' };
    const building = await findBuilding(tx, kind);
    if (building) {
      // The maker may be dead: whoever wants it next takes the claim over.
      maker.want({ tenantId, scopeIds, ...kind });
      return { kind: 'building', done: building.done, total: building.rows, retryMs: RETRY_MS };
    }
    return 'make';
  });
  if (reply !== 'make') return reply;
  maker.want({ tenantId, scopeIds, ...kind });
  return { kind: 'building', done: 0, total: 0, retryMs: RETRY_MS };
}

async function countUpTo(
  tx: Tx,
  tables: readonly Table[],
  scopeIds: readonly string[],
  limit: number,
): Promise<number> {
  let rows = 0;
  for (const { name } of tables) {
    const [found] = await tx.query<{ rows: number }>(
      `SELECT count(*) AS rows FROM (
         SELECT 1 FROM "${name}" WHERE tenant_id = $1 AND NOT deleted AND scope_id = ANY($2) LIMIT $3) AS portion`,
      [tx.tenantId, scopeIds, limit],
    );
    rows += found?.rows ?? 0;
    if (rows >= limit) break;
  }
  return rows;
}
