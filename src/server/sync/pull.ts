import type { Principal } from '#server/auth/principal.ts';
import { fedFor, mustFeedAnew, visibleChange } from '#server/auth/visible.ts';
import type { Store, Tx } from '#server/store/store.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import type { Table } from '#shared/rows/table.ts';
import type { Fed, Outcome, PullReply, PullRequest } from '#shared/sync/protocol.ts';
import { readFreshPage } from './fresh-page.ts';
import { countRows, readPage } from './page.ts';
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
  principal: Principal,
  { client, epoch, cursor, tables, schema, fed }: PullRequest,
  deps: PullDeps,
): Promise<ReplyAndNote> {
  const { actor, scopeIds } = principal;
  const fedScopes = fedFor(principal);
  const clock = await readClock(tx);
  const known = await findClient(tx, client, actor.userId);
  const scopeKey = scopeKeyOf(fedScopes);
  const left = fed?.scopes.filter((scopeId) => !fedScopes.includes(scopeId)) ?? [];
  const hasLeft = left.length > 0 && { left };
  const reason = resetReason({ clock, known, scopeKey, fedScopes, epoch, cursor, fed });
  if (reason) return { reply: { kind: 'reset', epoch: clock.epoch, reason, ...hasLeft } };

  const wanted = tables.flatMap((name) => deps.tables.get(name) ?? []);
  // What the replica says of itself holds for the file it is, also where that is a copy; an old desk says nothing.
  const freshVer = cursor === 0 ? clock.ver : (fed?.ver ?? known?.freshVer ?? 0);
  const { limits } = deps;
  const options = { from: cursor, head: clock.ver, tables: wanted, scopeIds, limits };
  const isFresh = cursor === 0 || (fed !== undefined && cursor < freshVer);
  const page = isFresh
    ? await readFreshPage(tx, { ...options, freshVer: Math.min(freshVer, clock.ver) })
    : await readPage(tx, options);
  const total = cursor === 0 && { total: await countRows(tx, wanted, scopeIds) };
  const lastMid = known?.lastMid ?? 0;
  const settledMid = settledBy(known, cursor);
  const outcomes = page.complete ? await readOutcomes(tx, client, settledMid) : undefined;
  const note: PullNote = {
    client,
    userId: actor.userId,
    ackedVer: cursor,
    schema,
    at: deps.clock.now(),
    freshVer,
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
    rows: page.rows.map((change) => visibleChange(principal, deps.tables, change)),
    head: clock.ver,
    fed: { ver: freshVer, scopes: [...fedScopes] },
    ...hasLeft,
    ...total,
    ...(outcomes && { lastMid, outcomes: [...outcomes], outcomesAfter: settledMid }),
  };
  return { reply, note };
}

interface Position {
  readonly clock: TenantClock;
  readonly known: SyncClient | undefined;
  readonly scopeKey: string;
  /** What it would be fed for now: see fedFor. */
  readonly fedScopes: readonly string[];
  readonly epoch: string | null;
  readonly cursor: number;
  readonly fed: Fed | undefined;
}

/** A replica that starts from nothing can always be fed: the rows that live are there. */
function resetReason({
  clock,
  known,
  scopeKey,
  fedScopes,
  epoch,
  cursor,
  fed,
}: Position): 'epoch' | 'ahead' | 'floor' | undefined {
  if (epoch !== clock.epoch && !(epoch === null && cursor === 0)) return 'epoch';
  if (cursor === 0) return undefined;
  if (cursor > clock.ver) return 'ahead';
  const freshVer = fed?.ver ?? known?.freshVer ?? 0;
  if (Math.max(cursor, freshVer) < clock.floor) return 'floor';
  // Rows from before its cursor that it lacks. (Rows it must not keep go by `left`, where the desk says what it has.)
  const lacks = fed ? mustFeedAnew(fed.scopes, fedScopes) : known?.scopeKey !== scopeKey;
  return lacks ? 'floor' : undefined;
}

function settledBy(known: SyncClient | undefined, cursor: number): number {
  if (!known) return 0;
  return known.offeredMid !== null && cursor === known.toldHead ? known.offeredMid : known.settledMid;
}

async function readOutcomes(tx: Tx, client: string, settledMid: number): Promise<readonly Outcome[]> {
  const stored = await tx.query<Omit<Outcome, 'digest'> & { readonly digest: string | null }>(
    `SELECT mid, outcome, detail, digest FROM mutation_result
     WHERE tenant_id = $1 AND client = $2 AND mid > $3 ORDER BY mid`,
    [tx.tenantId, client, settledMid],
  );
  return stored.map(({ digest, ...outcome }) => ({ ...outcome, ...(digest !== null && { digest }) }));
}
