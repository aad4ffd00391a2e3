import { createHash } from 'node:crypto';
import type { Tx } from '#server/store/store.ts';
import { AppError } from '#shared/kernel/app-error.ts';

/**
 * What the centre knows of one replica.
 *
 * Which outcomes a replica has is told by its cursor alone. Each page overwrites the offer: `toldHead` is the tenant's
 * newest version it was told, `offeredMid` the last outcome that rode on it (null: the page was not complete). A
 * replica whose cursor is `toldHead` while an offer stands has applied that very page: a page that ends at the head
 * is complete, and all complete pages ending there carry the same outcomes, because every decided command takes a
 * version (decide.ts). Then `settledMid` moves up; until then the outcomes are sent again, which changes nothing.
 */
export interface SyncClient {
  readonly userId: string;
  readonly lastMid: number;
  readonly freshVer: number;
  readonly scopeKey: string;
  readonly toldHead: number;
  readonly offeredMid: number | null;
  readonly settledMid: number;
}

/** A replica belongs to one person. Throws AppError `sync.foreign-client` when it is somebody else's. */
export async function findClient(tx: Tx, client: string, userId: string): Promise<SyncClient | undefined> {
  const found = (await findClients(tx, [client])).get(client);
  if (found && found.userId !== userId) throw foreignClient();
  return found;
}

export function foreignClient(): AppError {
  return new AppError('sync.foreign-client', 'this replica belongs to another person');
}

/** By client id, whosever they are; those that are known. */
export async function findClients(
  tx: Tx,
  clients: readonly string[],
): Promise<ReadonlyMap<string, SyncClient>> {
  const rows = await tx.query<SyncClient & { readonly client: string }>(FIND, [tx.tenantId, clients]);
  return new Map(rows.map(({ client, ...found }) => [client, found]));
}

const FIND = `
  SELECT client, user_id AS "userId", last_mid AS "lastMid", fresh_ver AS "freshVer", scope_key AS "scopeKey",
         told_head AS "toldHead", offered_mid AS "offeredMid", settled_mid AS "settledMid"
  FROM sync_client WHERE tenant_id = $1 AND client = ANY($2)`;

export interface PushNote {
  readonly client: string;
  readonly userId: string;
  readonly lastMid: number;
  readonly schema: number;
  readonly at: number;
}

/** The tenant's clock must be locked: nobody else moves `last_mid`. */
export async function notePush(tx: Tx, note: PushNote): Promise<void> {
  await tx.query(
    `INSERT INTO sync_client (tenant_id, client, user_id, last_mid, schema_v, last_seen)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (tenant_id, client) DO UPDATE
     SET last_mid = excluded.last_mid, schema_v = excluded.schema_v, last_seen = excluded.last_seen`,
    [tx.tenantId, note.client, note.userId, note.lastMid, note.schema, note.at],
  );
}

export interface PullNote {
  readonly client: string;
  readonly userId: string;
  readonly ackedVer: number;
  readonly schema: number;
  readonly at: number;
  readonly freshVer: number;
  readonly scopeKey: string;
  readonly toldHead: number;
  readonly offeredMid: number | null;
  readonly settledMid: number;
}

/**
 * Notes of different clients, in one statement. A page read from an older snapshot that comes late does not take back
 * what a newer one noted.
 */
export async function notePulls(tx: Tx, notes: readonly PullNote[]): Promise<void> {
  // In one order everywhere: two nodes that note the same clients do not wait for each other crosswise.
  const sorted = notes.toSorted((a, b) => (a.client < b.client ? -1 : 1));
  const list = <T>(of: (note: PullNote) => T): readonly T[] => sorted.map(of);
  await tx.query(NOTE_PULLS, [
    tx.tenantId,
    list(({ client }) => client),
    list(({ userId }) => userId),
    list(({ ackedVer }) => ackedVer),
    list(({ schema }) => schema),
    list(({ at }) => at),
    list(({ freshVer }) => freshVer),
    list(({ scopeKey }) => scopeKey),
    list(({ toldHead }) => toldHead),
    list(({ offeredMid }) => offeredMid),
    list(({ settledMid }) => settledMid),
  ]);
}

// `WHERE true` keeps the conflict clause from being read as a join condition, which SQLite would do.
const NOTE_PULLS = `
  INSERT INTO sync_client (tenant_id, client, user_id, acked_ver, schema_v, last_seen, fresh_ver, scope_key,
                           told_head, offered_mid, settled_mid)
  SELECT $1, * FROM unnest($2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
                           $8::text[], $9::bigint[], $10::bigint[], $11::bigint[])
  WHERE true
  ON CONFLICT (tenant_id, client) DO UPDATE
  SET acked_ver = excluded.acked_ver, schema_v = excluded.schema_v, last_seen = excluded.last_seen,
      fresh_ver = excluded.fresh_ver, scope_key = excluded.scope_key, told_head = excluded.told_head,
      offered_mid = excluded.offered_mid,
      settled_mid = greatest(sync_client.settled_mid, excluded.settled_mid)
  WHERE sync_client.user_id = excluded.user_id AND sync_client.told_head <= excluded.told_head`;

/** The same for the same set of scopes. */
export function scopeKeyOf(scopeIds: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(scopeIds.toSorted())).digest('base64url');
}
