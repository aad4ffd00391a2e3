import { isUnrestricted, visibleChange } from '#server/auth/visible.ts';
import type { Tx } from '#server/store/store.ts';
import { grantsKey } from '#shared/access/access.ts';
import type { AppError } from '#shared/kernel/app-error.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import type { Table } from '#shared/rows/table.ts';
import type { Outcome, PullReply } from '#shared/sync/protocol.ts';
import { changesOf } from '#shared/sync/table-rows.ts';
import { readFreshPage } from './fresh-page.ts';
import { countRows, readPage } from './page.ts';
import type { Page, PageLimits, PageOptions } from './page.ts';
import { positionOf, resetReason, settledBy } from './position.ts';
import type { Asking, Position } from './position.ts';
import { findClients, foreignClient } from './sync-client.ts';
import type { PullNote } from './sync-client.ts';
import { readTail, TAIL_VERSIONS } from './tail.ts';
import type { Tail } from './tail.ts';
import { readClock } from './tenant-clock.ts';
import type { Totals } from './totals.ts';

export interface ReplyDeps {
  readonly tables: ReadonlyMap<string, Table>;
  readonly clock: Clock;
  readonly limits: PageLimits;
  /** Absent: rows are counted within the first pull. */
  readonly totals?: Totals;
}

export type Answer =
  | { readonly kind: 'answered'; readonly reply: PullReply; readonly note?: PullNote }
  | { readonly kind: 'refused'; readonly error: AppError }
  /** Too much for a transaction that others wait for: it has to be asked for in one of its own. */
  | { readonly kind: 'apart' };

/**
 * What each asking is answered, in their order: all from one snapshot of the tenant, and each as if it had been alone in
 * it. Clock, clients, the end of the log and its rows are read once for all; who may see what of them is decided for
 * each. One that is alone is never put off.
 */
export async function readReplies(
  tx: Tx,
  askings: readonly Asking[],
  deps: ReplyDeps,
): Promise<readonly Answer[]> {
  const clock = await readClock(tx);
  const clients = await findClients(
    tx,
    askings.map(({ request }) => request.client),
  );
  const seen = new Set<string>();
  const begun = askings.map((asking): Position | Answer => {
    const { client } = asking.request;
    // Of two askings of one replica the second is to see what was noted of the first.
    if (seen.has(client)) return { kind: 'apart' };
    seen.add(client);
    const known = clients.get(client);
    if (known && known.userId !== asking.principal.actor.userId)
      return { kind: 'refused', error: foreignClient() };
    const position = positionOf(asking, clock, known, deps.tables);
    const reason = resetReason(position);
    if (!reason) return position;
    const { left } = position;
    const hasLeft = left.length > 0 && { left: [...left] };
    const reset: PullReply = { kind: 'reset', epoch: clock.epoch, reason, ...hasLeft };
    return { kind: 'answered', reply: reset };
  });

  const near = begun.filter((each): each is Position => !('kind' in each) && isNear(each));
  const tail = await readTail(
    tx,
    near.map((position) => optionsOf(position, deps)),
  );
  const visible = pagesOf(tail, deps);
  const answers: Answer[] = [];
  for (const each of begun) {
    if ('kind' in each) answers.push(each);
    else if (isNear(each)) answers.push(await answerOf(tx, each, visible(each), deps));
    else if (askings.length > 1) answers.push({ kind: 'apart' });
    else answers.push(await answerOf(tx, each, await readOwn(tx, each, deps), deps));
  }
  return answers;
}

/** Whether all that it lacks is in the end of the log that is read for everybody. */
function isNear({ isFresh, clock, request }: Position): boolean {
  return !isFresh && clock.ver - request.cursor <= TAIL_VERSIONS;
}

function optionsOf(
  { request, clock, tables, principal }: Position,
  { limits }: Pick<ReplyDeps, 'limits'>,
): PageOptions {
  const { bytes, rows: usual, mostRows = usual } = limits;
  const rows = Math.min(request.rows ?? usual, mostRows);
  const { scopeIds } = principal;
  return { from: request.cursor, head: clock.ver, tables, scopeIds, limits: { rows, bytes } };
}

/** Replicas that stand at one place and may see the same get one page. */
function pagesOf(tail: Tail, deps: ReplyDeps): (position: Position) => Page {
  const made = new Map<string, Page>();
  return (position) => {
    const { principal, request, tables } = position;
    const names = tables.map(({ name }) => name);
    const { cursor, rows = 0 } = request;
    const key = JSON.stringify([cursor, rows, names, principal.scopeIds, grantsKey(principal.grants)]);
    const page = made.get(key) ?? masked(position, tail.page(optionsOf(position, deps)), deps);
    made.set(key, page);
    return page;
  };
}

async function readOwn(tx: Tx, position: Position, deps: ReplyDeps): Promise<Page> {
  const options = optionsOf(position, deps);
  if (!position.isFresh) return masked(position, await readPage(tx, options), deps);
  const freshVer = Math.min(position.freshVer, position.clock.ver);
  const { tables, ...page } = await readFreshPage(tx, { ...options, freshVer });
  const { request, principal } = position;
  // Where not all may be seen, each row is looked at by itself.
  if (request.knows?.includes('tables') && isUnrestricted(principal)) return { ...page, rows: [], tables };
  const rows = changesOf(tables).toSorted((a, b) => a.ver - b.ver);
  return masked(position, { ...page, rows }, deps);
}

function masked({ principal }: Position, page: Page, { tables }: ReplyDeps): Page {
  if (isUnrestricted(principal)) return page;
  return { ...page, rows: page.rows.map((change) => visibleChange(principal, tables, change)) };
}

async function answerOf(tx: Tx, position: Position, page: Page, deps: ReplyDeps): Promise<Answer> {
  const { request, principal, clock, known, freshVer, fedScopes, left } = position;
  const { client, cursor } = request;
  const lastMid = known?.lastMid ?? 0;
  const settledMid = settledBy(position);
  const total = await totalOf(tx, position, deps);
  // All that it was told of is all that there is: nothing to look for.
  const isSettled = known !== undefined && settledMid === lastMid;
  const outcomes = page.complete ? (isSettled ? [] : await readOutcomes(tx, client, settledMid)) : undefined;
  return {
    kind: 'answered',
    note: {
      client,
      userId: principal.actor.userId,
      ackedVer: cursor,
      schema: request.schema,
      at: deps.clock.now(),
      freshVer,
      scopeKey: position.scopeKey,
      toldHead: clock.ver,
      offeredMid: page.complete ? lastMid : null,
      settledMid,
    },
    reply: {
      kind: 'page',
      epoch: clock.epoch,
      from: cursor,
      ...page,
      head: clock.ver,
      fed: { ver: freshVer, scopes: [...fedScopes] },
      ...(left.length > 0 && { left: [...left] }),
      ...(total !== undefined && { total }),
      ...(outcomes && { lastMid, outcomes: [...outcomes], outcomesAfter: settledMid }),
    },
  };
}

async function totalOf(tx: Tx, position: Position, { totals }: ReplyDeps): Promise<number | undefined> {
  const { isFresh, request, tables, principal } = position;
  if (!isFresh) return undefined;
  if (totals) return totals.of(position);
  return request.cursor === 0 ? countRows(tx, tables, principal.scopeIds) : undefined;
}

async function readOutcomes(tx: Tx, client: string, settledMid: number): Promise<readonly Outcome[]> {
  const stored = await tx.query<Omit<Outcome, 'digest'> & { readonly digest: string | null }>(
    `SELECT mid, outcome, detail, digest FROM mutation_result
     WHERE tenant_id = $1 AND client = $2 AND mid > $3 ORDER BY mid`,
    [tx.tenantId, client, settledMid],
  );
  return stored.map(({ digest, ...outcome }) => ({ ...outcome, ...(digest !== null && { digest }) }));
}
