import { messageOf } from '#shared/kernel/app-error.ts';
import { claimReplica } from '../replica/identity.ts';
import type { Owner } from '../replica/identity.ts';
import { lastPendingMid } from '../replica/outbox.ts';
import { readSyncState } from '../replica/sync-state.ts';
import type { Log } from '../host/host.ts';
import { backoffMs, SYNC_BACKOFF } from './backoff.ts';
import { catchUp, pullAll } from './catch-up.ts';
import type { Answered } from './catch-up.ts';
import type { Bootstrap } from './bootstrap.ts';
import type { CentreEvent } from './centre-state.ts';
import type { SyncCore } from './core.ts';
import { readFault } from './faults.ts';
import { keepHelper } from './kept-helper.ts';
import type { Delay, HintListener, SyncNet } from './net.ts';
import { createPageSize, sizePages } from './page-size.ts';
import { createPace } from './pace.ts';
import type { CreatePageHelper } from './page-helper.ts';
import { nextPull } from './pull.ts';
import { NOTHING_TAKEN, takenMid } from './push.ts';
import type { Taken } from './push.ts';
import type { ReplicaCheck } from './replica-check.ts';
import { createWakeUp } from './wake-up.ts';

/** How long to be without news: hints say when there is some, so with them it is only a net below. */
const POLL_WITH_HINTS_MS = 30_000;
const POLL_WITHOUT_HINTS_MS = 5_000;
/** A refused version asks again now and then: the centre may have been set back. */
const POLL_FOR_UPGRADE_MS = 60_000;

/** Two polls: a desk that has not held everything for so long was asleep, or without a line. */
const AWAY_MS = 60_000;

/** A signed-in user's way to the centre. */
export interface CentreLink {
  readonly net: SyncNet;
  readonly owner: Owner;
}

export interface LinkDeps extends SyncCore {
  /** In [0, 1). */
  readonly random: () => number;
  readonly delay: Delay;
  readonly log: Log;
  readonly report: (event: CentreEvent) => void;
  readonly bootstrap?: Bootstrap | undefined;
  /** Absent: all pages are applied on the main thread. */
  readonly helpers?: CreatePageHelper | undefined;
  /** Absent: nothing is compared. */
  readonly check?: ReplicaCheck | undefined;
}

export interface RunningLink {
  /** Ends whatever wait there is, a back-off too. */
  kick(): void;
  /** Resolves when nothing of the link is running any more; never rejects. */
  stop(): Promise<void>;
}

/** The life of one link: catch up, wait, again – until it is stopped or refused for good. */
export function runLink(deps: LinkDeps, { net: bare, owner }: CentreLink): RunningLink {
  const { replica, report, log, delay } = deps;
  const net = sizePages(bare, createPageSize(), deps.clock);
  const abort = new AbortController();
  const { signal } = abort;
  /** There is something to send or to fetch: ends the wait of a link that works. */
  const work = createWakeUp();
  /** Ends a back-off; new work does not, or a busy desk would never back off. */
  let retry = createWakeUp();
  let hintsConnected = false;
  let taken: Taken = NOTHING_TAKEN;
  /** The reply to the pull that was laid down: instead of a pull, where nothing else asks for one. */
  let answered: Answered | undefined;
  let mustPull = true;
  /** The newest version a hint told of since the last pass began: most of them that pass has brought. */
  let heard = 0;
  let isResting = false;
  let caughtUpAt = Number.NEGATIVE_INFINITY;
  const kept = deps.helpers && keepHelper(deps.helpers, delay);
  const helping = kept && { helpers: kept.lend, bootstrap: kept.alone(deps.bootstrap) };

  const kick = (): void => {
    mustPull = true;
    retry.wake();
    work.wake();
  };
  const hasUnsent = (): boolean =>
    lastPendingMid(replica.db) > takenMid(readSyncState(replica.db).client_id, taken);
  /** Asked by events, where nobody would catch an error: a disk that cannot be read is met by the pass it wakes. */
  const wakeWhere = (hasWork: () => boolean): void => {
    try {
      if (!hasWork()) return;
    } catch (error) {
      log.warn('the replica could not be read', { detail: messageOf(error) });
    }
    work.wake();
  };
  const wakeForWork = replica.onChanged((tables) => {
    if (tables.includes('outbox')) wakeWhere(hasUnsent);
  });
  const wakeForHint = (): void =>
    wakeWhere(() => {
      if (heard <= readSyncState(replica.db).cursor) return false;
      mustPull = true;
      return true;
    });
  const listener: HintListener = {
    hint: (ver) => {
      heard = Math.max(heard, ver);
      if (isResting) wakeForHint();
    },
    connected: (isConnected) => {
      hintsConnected = isConnected;
      if (isConnected) kick();
      else work.wake();
    },
    answered: (request, reply) => {
      answered = { request, reply };
      work.wake();
    },
  };

  const pass = async (isFirst: boolean): Promise<'complete' | 'upgrade'> => {
    const pace = createPace(deps.clock);
    const onProgress = (done: number, total: number): void =>
      report({ kind: 'progress', done, total, ...pace(done, total) });
    const isLive = deps.clock.now() - caughtUpAt < AWAY_MS;
    const passDeps = { ...deps, ...helping, onProgress, isLive };
    if (isFirst) {
      replica.transact((transaction) => claimReplica(transaction, replica.tables, owner));
      // This pull tells whether the numbering is this file's own, before anything is sent under it.
      await pullAll(passDeps, net, signal);
    }
    const given = answered;
    const isEnough = given !== undefined && !mustPull;
    answered = undefined;
    mustPull = false;
    if (isEnough) {
      const verdict = await pullAll(passDeps, net, signal, given);
      if (verdict === 'upgrade' || !hasUnsent()) return verdict;
    }
    const { taken: now, verdict } = await catchUp(passDeps, net, taken, signal);
    taken = now;
    return verdict;
  };

  const rest = async (verdict: 'complete' | 'upgrade'): Promise<void> => {
    const poll = hintsConnected ? POLL_WITH_HINTS_MS : POLL_WITHOUT_HINTS_MS;
    wakeForHint();
    isResting = true;
    await work.sleep(verdict === 'upgrade' ? POLL_FOR_UPGRADE_MS : poll, delay, signal);
    isResting = false;
  };

  const backOff = (failures: number, retryAfterMs = 0): Promise<void> => {
    retry = createWakeUp();
    // Not all at the very moment that the centre has told all.
    const asked = retryAfterMs * (1 + deps.random() / 4);
    return retry.sleep(Math.max(asked, backoffMs(failures, deps.random, SYNC_BACKOFF)), delay, signal);
  };

  const live = async (): Promise<void> => {
    report({ kind: 'connecting' });
    const line = net.hints(listener, signal);
    for (let isFirst = true, failures = 0; ;) {
      try {
        // What comes of it from now on would come too late.
        line.lay(undefined);
        heard = 0;
        const verdict = await pass(isFirst);
        isFirst = false;
        failures = 0;
        if (verdict === 'complete') {
          caughtUpAt = deps.clock.now();
          report({ kind: 'caught-up' });
        } else report({ kind: 'refused', fault: 'upgrade', detail: 'the centre asks for a newer version' });
        if (verdict === 'complete' && net.checks) await deps.check?.whenDue(net.checks, signal);
        if (verdict === 'complete') line.lay(nextPull(deps));
        await rest(verdict);
      } catch (error) {
        const { fault, detail, final, retryAfterMs } = readFault(error);
        if (signal.aborted || final) throw error;
        failures++;
        log.warn('the sync failed and will be tried again', { fault, detail, failures });
        report({ kind: 'failed', fault, detail });
        await backOff(failures, retryAfterMs);
      }
    }
  };

  const end = async (): Promise<void> => {
    wakeForWork();
    abort.abort();
    await kept
      ?.end()
      .catch((error: unknown) => log.warn('the replica was not given back', { detail: messageOf(error) }));
  };
  const ended = live()
    .catch((error: unknown) => {
      if (signal.aborted) return;
      const { fault, detail } = readFault(error);
      log.warn('the sync stops until somebody acts', { fault, detail });
      report({ kind: 'refused', fault, detail });
    })
    .then(end, end);
  return {
    kick,
    stop: () => {
      abort.abort();
      return ended;
    },
  };
}
