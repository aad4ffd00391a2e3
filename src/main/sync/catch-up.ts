import { AppError } from '#shared/kernel/app-error.ts';
import type { PullReply, PullRequest } from '#shared/sync/protocol.ts';
import type { SyncCore } from './core.ts';
import type { Delay, SyncNet } from './net.ts';
import { nextPull, settlePull } from './pull.ts';
import type { PullVerdict } from './pull.ts';
import { nextPush, settlePush, takenMid } from './push.ts';
import type { PushVerdict, Taken } from './push.ts';
import { slicePage } from './slice-page.ts';

/** Rows applied in one go: some 20 ms, so that a call never waits longer. */
const SLICE_ROWS = 2_000;

/** Replies that bring nothing forward are met again; a centre that goes on with them is broken, not busy. */
const FRUITLESS_REPLIES = 3;

export interface CatchUpDeps extends SyncCore {
  readonly delay: Delay;
  readonly onProgress: (done: number, total: number) => void;
}

/** Pulls page after page until the replica holds everything. `upgrade`: this version may not. */
export async function pullAll(
  deps: CatchUpDeps,
  net: SyncNet,
  signal: AbortSignal,
): Promise<'complete' | 'upgrade'> {
  for (let fruitless = 0; fruitless < FRUITLESS_REPLIES;) {
    const request = nextPull(deps);
    const reply = await net.pull(request, signal);
    signal.throwIfAborted();
    const verdict = await takeIn(deps, request, reply, signal);
    if (verdict === 'complete' || verdict === 'upgrade') return verdict;
    fruitless = verdict === 'more' ? 0 : fruitless + 1;
  }
  throw new AppError('centre.bad-reply', 'the replies do not continue this replica');
}

async function takeIn(
  deps: CatchUpDeps,
  request: PullRequest,
  reply: PullReply,
  signal: AbortSignal,
): Promise<PullVerdict> {
  if (reply.kind !== 'page') return settlePull(deps, request, reply);
  if (!reply.complete && reply.to <= reply.from) {
    throw new AppError('centre.bad-reply', `an incomplete page that stays at ${reply.from}`);
  }
  let verdict: PullVerdict = 'stale';
  for (const slice of slicePage(reply, SLICE_ROWS)) {
    verdict = settlePull(deps, request, slice);
    if (verdict !== 'more') break;
    deps.onProgress(slice.to, slice.head);
    await deps.delay(0, signal);
  }
  return verdict;
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
