import type { Principal } from '#server/auth/principal.ts';
import type { Store, Tx } from '#server/store/store.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import type { Table } from '#shared/rows/table.ts';
import type { Outcome, PullReply, PullRequest } from '#shared/sync/protocol.ts';
import { readPage } from './page.ts';
import type { PageLimits } from './page.ts';
import { findClient, notePull, scopeKeyOf } from './sync-client.ts';
import type { PullNote, SyncClient } from './sync-client.ts';
import { readClock } from './tenant-clock.ts';
import type { TenantClock } from './tenant-clock.ts';

export interface PullDeps {
  readonly store: Store;
  readonly tables: ReadonlyMap<string, Table>;
  readonly clock: Clock;
  readonly limits: PageLimits;
  /** Desks that speak an older schema must upgrade before they pull. */
  readonly minSchema: number;
}

/**
 * One page of what changed since the replica's cursor, read in one snapshot; what the reply says is noted before it
 * leaves.
 *
 * @throws AppError `sync.foreign-client`.
 */
export async function pull(principal: Principal, request: PullRequest, deps: PullDeps): Promise<PullReply> {
  if (request.schema < deps.minSchema) return { kind: 'upgrade', minSchema: deps.minSchema };
  const { tenantId } = principal.actor;
  const { reply, note } = await deps.store.withSnapshot(tenantId, (tx) =>
    readReply(tx, principal, request, deps),
  );
  if (note) await deps.store.withTenant(tenantId, (tx) => notePull(tx, note));
  return reply;
}

interface ReplyAndNote {
  readonly reply: PullReply;
  readonly note?: PullNote;
}

async function readReply(
  tx: Tx,
  { actor, scopeIds }: Principal,
  { client, epoch, cursor, tables, schema }: PullRequest,
  deps: PullDeps,
): Promise<ReplyAndNote> {
  const clock = await readClock(tx);
  const known = await findClient(tx, client, actor.userId);
  const scopeKey = scopeKeyOf(scopeIds);
  const reason = resetReason({ clock, known, scopeKey, epoch, cursor });
  if (reason) return { reply: { kind: 'reset', epoch: clock.epoch, reason } };

  const wanted = tables.flatMap((name) => deps.tables.get(name) ?? []);
  const page = await readPage(tx, {
    from: cursor,
    head: clock.ver,
    tables: wanted,
    scopeIds,
    limits: deps.limits,
  });
  const lastMid = known?.lastMid ?? 0;
  const settledMid = settledBy(known, cursor);
  const outcomes = page.complete ? await readOutcomes(tx, client, settledMid) : undefined;
  const note: PullNote = {
    client,
    userId: actor.userId,
    ackedVer: cursor,
    schema,
    at: deps.clock.now(),
    freshVer: cursor === 0 ? clock.ver : (known?.freshVer ?? 0),
    scopeKey,
    toldHead: clock.ver,
    offeredMid: page.complete ? lastMid : null,
    settledMid,
  };
  const reply: PullReply = {
    kind: 'page',
    epoch: clock.epoch,
    from: cursor,
    ...page,
    head: clock.ver,
    ...(outcomes && { lastMid, outcomes: [...outcomes] }),
  };
  return { reply, note };
}

interface Position {
  readonly clock: TenantClock;
  readonly known: SyncClient | undefined;
  readonly scopeKey: string;
  readonly epoch: string | null;
  readonly cursor: number;
}

/** A replica that starts from nothing can always be fed: the log keeps the newest entry of each row that lives. */
function resetReason({
  clock,
  known,
  scopeKey,
  epoch,
  cursor,
}: Position): 'epoch' | 'ahead' | 'floor' | undefined {
  if (epoch !== clock.epoch && !(epoch === null && cursor === 0)) return 'epoch';
  if (cursor === 0) return undefined;
  if (cursor > clock.ver) return 'ahead';
  const isBelowFloor = Math.max(cursor, known?.freshVer ?? 0) < clock.floor;
  // Other scopes than it was fed for: rows it must not keep, and rows from before its cursor that it lacks.
  return isBelowFloor || known?.scopeKey !== scopeKey ? 'floor' : undefined;
}

function settledBy(known: SyncClient | undefined, cursor: number): number {
  if (!known) return 0;
  return known.offeredMid !== null && cursor === known.toldHead ? known.offeredMid : known.settledMid;
}

async function readOutcomes(tx: Tx, client: string, settledMid: number): Promise<readonly Outcome[]> {
  return tx.query<Outcome & object>(
    `SELECT mid, outcome, detail FROM mutation_result
     WHERE tenant_id = $1 AND client = $2 AND mid > $3 ORDER BY mid`,
    [tx.tenantId, client, settledMid],
  );
}
