import type { Tx } from '#server/store/store.ts';

/** Which desks a snapshot is for: the same scopes, the same SQL schema. */
export interface SnapshotKind {
  readonly scopeKey: string;
  readonly schemaKey: string;
}

export interface ReadySnapshot {
  readonly id: string;
  readonly epoch: string;
  readonly ver: number;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly key: Buffer;
}

export interface Building {
  readonly id: string;
  readonly done: number;
  readonly rows: number;
  /** Last sign of life, ms. */
  readonly at: number;
}

/** The newest of its kind that still joins the tenant's log. */
export async function findReady(
  tx: Tx,
  { scopeKey, schemaKey }: SnapshotKind,
  { epoch, floor }: { readonly epoch: string; readonly floor: number },
): Promise<ReadySnapshot | undefined> {
  const [found] = await tx.query<ReadySnapshot & object>(
    `SELECT id, epoch, ver, rows, bytes, sha256, key FROM snapshot
     WHERE tenant_id = $1 AND scope_key = $2 AND schema_v = $3 AND state = 'ready' AND epoch = $4 AND ver >= $5
     ORDER BY ver DESC LIMIT 1`,
    [tx.tenantId, scopeKey, schemaKey, epoch, floor],
  );
  return found;
}

export async function findBuilding(
  tx: Tx,
  { scopeKey, schemaKey }: SnapshotKind,
): Promise<Building | undefined> {
  const [found] = await tx.query<Building & object>(
    `SELECT id, done, rows, at FROM snapshot
     WHERE tenant_id = $1 AND scope_key = $2 AND schema_v = $3 AND state = 'building'`,
    [tx.tenantId, scopeKey, schemaKey],
  );
  return found;
}

export interface Claim extends SnapshotKind {
  readonly id: string;
  readonly now: number;
  /** A maker that has been silent since then is dead. */
  readonly deadSince: number;
}

/** Whether this caller is to make it; false: somebody else does. */
export async function claimBuild(
  tx: Tx,
  { id, scopeKey, schemaKey, now, deadSince }: Claim,
): Promise<boolean> {
  await tx.query(
    `DELETE FROM snapshot
     WHERE tenant_id = $1 AND scope_key = $2 AND schema_v = $3 AND state = 'building' AND at < $4`,
    [tx.tenantId, scopeKey, schemaKey, deadSince],
  );
  const made = await tx.query(
    `INSERT INTO snapshot (tenant_id, id, scope_key, schema_v, state, at) VALUES ($1, $2, $3, $4, 'building', $5)
     ON CONFLICT DO NOTHING RETURNING 1`,
    [tx.tenantId, id, scopeKey, schemaKey, now],
  );
  return made.length > 0;
}

/** false: the claim has been taken away; what is being made is nobody's. */
export async function noteBuilding(tx: Tx, { id, done, rows, at }: Building): Promise<boolean> {
  const noted = await tx.query(
    `UPDATE snapshot SET done = $3, rows = $4, at = $5
     WHERE tenant_id = $1 AND id = $2 AND state = 'building' RETURNING 1`,
    [tx.tenantId, id, done, rows, at],
  );
  return noted.length > 0;
}

/** Makes it known, and removes those of its kind that nobody can be fetching any more. */
export async function publishSnapshot(
  tx: Tx,
  { id, epoch, ver, rows, bytes, sha256, key }: ReadySnapshot,
  { now, oldSince }: { readonly now: number; readonly oldSince: number },
): Promise<void> {
  const [kind] = await tx.query<{ scope_key: string; schema_v: string }>(
    `UPDATE snapshot SET state = 'ready', epoch = $3, ver = $4, rows = $5, done = $5, bytes = $6, sha256 = $7,
                         key = $8, at = $9
     WHERE tenant_id = $1 AND id = $2 AND state = 'building' RETURNING scope_key, schema_v`,
    [tx.tenantId, id, epoch, ver, rows, bytes, sha256, key, now],
  );
  if (!kind) throw new Error('the snapshot has been given up meanwhile');
  await tx.query(
    `DELETE FROM snapshot WHERE tenant_id = $1 AND scope_key = $2 AND schema_v = $3 AND state = 'ready'
     AND id <> $4 AND at < $5`,
    [tx.tenantId, kind.scope_key, kind.schema_v, id, oldSince],
  );
}

export async function dropSnapshot(tx: Tx, id: string): Promise<void> {
  await tx.query('DELETE FROM snapshot WHERE tenant_id = $1 AND id = $2', [tx.tenantId, id]);
}

/** Only one for these scopes: the id alone opens nothing. */
export async function findFile(
  tx: Tx,
  id: string,
  scopeKey: string,
): Promise<{ readonly bytes: number; readonly sha256: string } | undefined> {
  const [found] = await tx.query<{ bytes: number; sha256: string }>(
    `SELECT bytes, sha256 FROM snapshot WHERE tenant_id = $1 AND id = $2 AND scope_key = $3 AND state = 'ready'`,
    [tx.tenantId, id, scopeKey],
  );
  return found;
}

export async function putChunk(tx: Tx, id: string, seq: number, data: Uint8Array): Promise<void> {
  await tx.query('INSERT INTO snapshot_chunk (tenant_id, id, seq, data) VALUES ($1, $2, $3, $4)', [
    tx.tenantId,
    id,
    seq,
    data,
  ]);
}

export async function readChunk(tx: Tx, id: string, seq: number): Promise<Buffer | undefined> {
  const [found] = await tx.query<{ data: Buffer }>(
    'SELECT data FROM snapshot_chunk WHERE tenant_id = $1 AND id = $2 AND seq = $3',
    [tx.tenantId, id, seq],
  );
  return found?.data;
}
