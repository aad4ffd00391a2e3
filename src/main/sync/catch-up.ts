import { AppError } from '#shared/kernel/app-error.ts';
import type { PullReply, PullRequest } from '#shared/sync/protocol.ts';
import { rerunPending } from '../commands/rerun.ts';
import { estimateRows, leaveSome } from '../replica/leave-scopes.ts';
import { firstPending } from '../replica/outbox.ts';
import type { Transaction } from '../replica/replica.ts';
import { restoreShadows } from '../replica/shadow.ts';
import { noteLeaving, readSyncState } from '../replica/sync-state.ts';
import { rowsOf } from './apply-page.ts';
import type { Page } from './apply-page.ts';
import type { Bootstrap } from './bootstrap.ts';
import type { SyncCore } from './core.ts';
import type { Delay, SyncNet } from './net.ts';
import type { CreatePageHelper, PageHelper, PulledReply } from './page-helper.ts';
import type { AppliedSlice } from './page-worker-messages.ts';
import { nextPull, settlePull } from './pull.ts';
import type { PullVerdict } from './pull.ts';
import { createPullsAhead } from './pulls-ahead.ts';
import type { Asked } from './pulls-ahead.ts';
import { nextPush, settlePush, takenMid } from './push.ts';
import type { PushVerdict, Taken } from './push.ts';
import { slicePage } from './slice-page.ts';

/** Rows applied in one go on the main thread: a millisecond or two, so that a call never waits longer. */
const SLICE_ROWS = 40;

/** Replies that bring nothing forward are met again; a centre that goes on with them is broken, not busy. */
const FRUITLESS_REPLIES = 3;

export interface CatchUpDeps extends SyncCore {
  readonly delay: Delay;
  /** Rows, or where the centre does not count them versions: so far and in all. */
  readonly onProgress: (done: number, total: number) => void;
  /** Absent: everything comes by pages. */
  readonly bootstrap?: Bootstrap | undefined;
  /** Absent: all pages are applied on the main thread. */
  readonly helpers?: CreatePageHelper | undefined;
  /** It held everything a moment ago: what it lacks is only being written, and a snapshot would be old when it is made. */
  readonly isLive?: boolean;
}

/** So much behind, the centre is asked whether it has a snapshot; below it pages are as fast whatever it has. */
const FAR_BEHIND = 10_000;
const FAR_BEHIND_PART = 0.2;

/** A reply that is here already, and what it is to. */
export interface Answered {
  readonly request: PullRequest;
  readonly reply: PullReply;
}

/** Pulls page after page, from `answered` on, until the replica holds everything. `upgrade`: this version may not. */
export async function pullAll(
  deps: CatchUpDeps,
  net: SyncNet,
  signal: AbortSignal,
  answered?: Answered,
): Promise<'complete' | 'upgrade'> {
  const { replica, bootstrap } = deps;
  const progress = createProgress(deps);
  let wantsSnapshot = readSyncState(replica.db).cursor === 0;
  let hasAsked = wantsSnapshot;
  let helper: PageHelper | undefined;
  let given = answered && {
    request: answered.request,
    pulled: Promise.resolve({ reply: answered.reply }),
  };
  const ask: PageHelper['pull'] = async (...asked) => {
    helper ??= deps.helpers?.(net);
    return helper ? helper.pull(...asked) : { reply: await net.pull(...asked) };
  };
  const ahead = createPullsAhead(ask, signal);
  const askNow = (): Asked => {
    const request = nextPull(deps);
    return { request, pulled: ask(request, signal) };
  };
  try {
    for (let fruitless = 0; fruitless < FRUITLESS_REPLIES;) {
      if (wantsSnapshot && bootstrap && net.snapshots) {
        ahead.drop();
        await helper?.end();
        helper = undefined;
        await bootstrap.run(net.snapshots, deps.onProgress, signal);
      }
      hasAsked ||= wantsSnapshot;
      wantsSnapshot = false;
      const { request, pulled: coming } = ahead.next(() => given ?? askNow());
      given = undefined;
      const pulled = await coming;
      const { reply } = pulled;
      signal.throwIfAborted();
      // Asked once; whoever was told to start over asks anew.
      if (reply.kind === 'page' && !hasAsked && !deps.isLive && isFarBehind(deps, reply))
        wantsSnapshot = true;
      // While this page is written the next one is on its way.
      if (wantsSnapshot) ahead.drop();
      else ahead.arrived(reply);
      const verdict = await takeIn(deps, request, pulled, progress, signal);
      if (verdict === 'complete' || verdict === 'upgrade') return verdict;
      if (verdict !== 'more') ahead.drop();
      if (verdict === 'reset') wantsSnapshot = true;
      fruitless = verdict === 'more' ? 0 : fruitless + 1;
    }
  } finally {
    ahead.drop();
    await helper?.end();
  }
  throw new AppError('centre.bad-reply', 'the replies do not continue this replica');
}

function isFarBehind({ replica }: SyncCore, { from, head, complete }: Page): boolean {
  const behind = head - from;
  return (
    !complete && behind > FAR_BEHIND && behind > estimateRows(replica.db, replica.tables) * FAR_BEHIND_PART
  );
}

interface Progress {
  /** Nothing was written before this page: where it is all there is, and short, nobody has to be told. */
  readonly isBegun: () => boolean;
  readonly add: (slice: AppliedSlice) => void;
}

function createProgress({ replica, onProgress }: CatchUpDeps): Progress {
  let start: number | undefined;
  let total: number | undefined;
  let done = 0;
  return {
    isBegun: () => start !== undefined,
    add(slice) {
      if (slice.from === 0) {
        total = undefined;
        done = 0;
        start = 0;
      }
      start ??= slice.from;
      // Of a replica that was begun before, how many rows are there is not known.
      if (start === 0) total = slice.total ?? total;
      done += slice.rows;
      if (total !== undefined) onProgress(Math.min(done, total), total);
      else onProgress(Math.max(0, readSyncState(replica.db).cursor - start), Math.max(0, slice.head - start));
    },
  };
}

async function takeIn(
  deps: CatchUpDeps,
  request: PullRequest,
  { reply, held }: PulledReply,
  progress: Progress,
  signal: AbortSignal,
): Promise<PullVerdict> {
  if (reply.kind !== 'upgrade' && reply.left) await leaveSlowly(deps, reply.left, signal);
  if (reply.kind !== 'page') return settlePull(deps, request, reply);
  if (!reply.complete && reply.to <= reply.from) {
    throw new AppError('centre.bad-reply', `an incomplete page that stays at ${reply.from}`);
  }
  if (held) return held.apply(request, progress.add, signal);
  if (reply.complete && rowsOf(reply) <= SLICE_ROWS && !progress.isBegun())
    return settlePull(deps, request, reply);
  let verdict: PullVerdict = 'stale';
  for (const slice of slicePage(reply, SLICE_ROWS)) {
    verdict = settlePull(deps, request, slice);
    if (verdict !== 'more') break;
    progress.add({ ...slice, rows: rowsOf(slice) });
    await deps.delay(0, signal);
  }
  return verdict;
}

async function leaveSlowly(
  { replica, registry, delay }: CatchUpDeps,
  scopes: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  if (scopes.length === 0) return;
  const leave = (transaction: Transaction): boolean => {
    // A waiting command may have had no effect for the very row that goes, or for want of one have it no longer.
    const isBusy = firstPending(transaction.db) !== undefined;
    noteLeaving(transaction.db, scopes);
    if (isBusy) restoreShadows(transaction, replica.tables);
    const isMore = leaveSome(transaction, replica.tables, scopes, SLICE_ROWS);
    if (isBusy) rerunPending(transaction, registry);
    return isMore;
  };
  while (replica.transact(leave)) await delay(0, signal);
}

/** Sends the outbox, one push at a time, in order. */
export async function pushAll(
  deps: CatchUpDeps,
  net: SyncNet,
  before: Taken,
  signal: AbortSignal,
): Promise<PushVerdict> {
  let taken = before;
  for (let fruitless = 0; fruitless < FRUITLESS_REPLIES;) {
    const request = nextPush(deps, taken);
    if (!request) return { taken, pullFirst: false };
    const reply = await net.push(request, signal);
    signal.throwIfAborted();
    const verdict = settlePush(deps, taken, request, reply);
    if (verdict.pullFirst) return verdict;
    fruitless = verdict.taken.mid > takenMid(request.client, taken) ? 0 : fruitless + 1;
    taken = verdict.taken;
  }
  throw new AppError('centre.bad-reply', 'the centre does not take the commands');
}

/** Sends what is there and fetches what is new. Usually one round; two when the centre's history has changed. */
export async function catchUp(
  deps: CatchUpDeps,
  net: SyncNet,
  before: Taken,
  signal: AbortSignal,
): Promise<{ readonly taken: Taken; readonly verdict: 'complete' | 'upgrade' }> {
  let taken = before;
  for (let round = 0; round < FRUITLESS_REPLIES; round++) {
    const pushed = await pushAll(deps, net, taken, signal);
    taken = pushed.taken;
    const verdict = await pullAll(deps, net, signal);
    if (verdict === 'upgrade' || !pushed.pullFirst) return { taken, verdict };
  }
  throw new AppError('centre.bad-reply', 'the centre and this replica do not agree on the next command');
}
