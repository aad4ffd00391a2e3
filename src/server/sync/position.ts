import type { Principal } from '#server/auth/principal.ts';
import { fedFor, mustFeedAnew } from '#server/auth/visible.ts';
import type { Table } from '#shared/rows/table.ts';
import type { PullReply, PullRequest } from '#shared/sync/protocol.ts';
import { scopeKeyOf } from './sync-client.ts';
import type { SyncClient } from './sync-client.ts';
import type { TenantClock } from './tenant-clock.ts';

/** Who asks, and for what. */
export interface Asking {
  readonly principal: Principal;
  readonly request: PullRequest;
}

/** Where a replica stands, in one snapshot of its tenant. */
export interface Position extends Asking {
  readonly clock: TenantClock;
  /** undefined: it has never been here. */
  readonly known: SyncClient | undefined;
  /** What it would be fed for now: see fedFor. */
  readonly fedScopes: readonly string[];
  readonly scopeKey: string;
  /** Of those it asks for the ones there are. */
  readonly tables: readonly Table[];
  /** The replica was empty when the tenant was here. */
  readonly freshVer: number;
  /** Up to `freshVer` it is fed with living rows alone. */
  readonly isFresh: boolean;
  /** Scopes it says it holds and no longer may. */
  readonly left: readonly string[];
}

export function positionOf(
  { principal, request }: Asking,
  clock: TenantClock,
  known: SyncClient | undefined,
  tables: ReadonlyMap<string, Table>,
): Position {
  const { cursor, fed } = request;
  const fedScopes = fedFor(principal);
  // What the replica says of itself holds for the file it is, also where that is a copy; an old desk says nothing.
  const freshVer = cursor === 0 ? clock.ver : (fed?.ver ?? known?.freshVer ?? 0);
  return {
    principal,
    request,
    clock,
    known,
    fedScopes,
    scopeKey: scopeKeyOf(fedScopes),
    tables: request.tables.flatMap((name) => tables.get(name) ?? []),
    freshVer,
    isFresh: cursor === 0 || (fed !== undefined && cursor < freshVer),
    left: fed?.scopes.filter((scopeId) => !fedScopes.includes(scopeId)) ?? [],
  };
}

/** Why it cannot be carried on from its cursor. A replica that starts from nothing can always be fed: the rows that live are there. */
export function resetReason({
  request: { epoch, cursor, fed },
  clock,
  known,
  scopeKey,
  fedScopes,
}: Position): Extract<PullReply, { kind: 'reset' }>['reason'] | undefined {
  if (epoch !== clock.epoch && !(epoch === null && cursor === 0)) return 'epoch';
  if (cursor === 0) return undefined;
  if (cursor > clock.ver) return 'ahead';
  const freshVer = fed?.ver ?? known?.freshVer ?? 0;
  if (Math.max(cursor, freshVer) < clock.floor) return 'floor';
  // Rows from before its cursor that it lacks. (Rows it must not keep go by `left`, where the desk says what it has.)
  const lacks = fed ? mustFeedAnew(fed.scopes, fedScopes) : known?.scopeKey !== scopeKey;
  return lacks ? 'floor' : undefined;
}

/** Up to which of its commands it has the outcomes: see SyncClient. */
export function settledBy({ known, request }: Position): number {
  if (!known) return 0;
  const { offeredMid, toldHead, settledMid } = known;
  return offeredMid !== null && request.cursor === toldHead ? offeredMid : settledMid;
}
