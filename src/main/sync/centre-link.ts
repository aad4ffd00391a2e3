import { messageOf } from '#shared/kernel/app-error.ts';
import { claimReplica } from '../replica/identity.ts';
import type { Owner } from '../replica/identity.ts';
import { lastPendingMid } from '../replica/outbox.ts';
import { readSyncState } from '../replica/sync-state.ts';
import type { Log } from '../host/host.ts';
import { backoffMs, SYNC_BACKOFF } from './backoff.ts';
import { catchUp, pullAll } from './catch-up.ts';
import type { Bootstrap } from './bootstrap.ts';
import type { CentreEvent } from './centre-state.ts';
import type { SyncCore } from './core.ts';
import { readFault } from './faults.ts';
import type { Delay, SyncNet } from './net.ts';
import { createPace } from './pace.ts';
import type { CreatePageHelper } from './page-helper.ts';
import { NOTHING_TAKEN, takenMid } from './push.ts';
import type { Taken } from './push.ts';
import type { ReplicaCheck } from './replica-check.ts';
import { createWakeUp } from './wake-up.ts';

/** How long to be without news: hints say when there is some, so with them it is only a net below. */
const POLL_WITH_HINTS_MS = 30_000;
const POLL_WITHOUT_HINTS_MS = 5_000;
/** A refused version asks again now and then: the centre may have been set back. */
const POLL_FOR_UPGRADE_MS = 60_000;

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
export function runLink(deps: LinkDeps, { net, owner }: CentreLink): RunningLink {
  const { replica, report, log, delay } = deps;
  const abort = new AbortController();
  const { signal } = abort;
  /** There is something to send or to fetch: ends the wait of a link that works. */
  const work = createWakeUp();
  /** Ends a back-off; new work does not, or a busy desk would never back off. */
  let retry = createWakeUp();
  let hintsConnected = false;
  let taken: Taken = NOTHING_TAKEN;

  const kick = (): void => {
    retry.wake();
    work.wake();
  };
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
    if (!tables.includes('outbox')) return;
    wakeWhere(() => lastPendingMid(replica.db) > takenMid(readSyncState(replica.db).client_id, taken));
  });
  const listen = (): void =>
    net.hints(
      {
        hint: (ver) => wakeWhere(() => ver > readSyncState(replica.db).cursor),
        connected: (isConnected) => {
          hintsConnected = isConnected;
          if (isConnected) kick();
          else work.wake();
        },
      },
      signal,
    );

  const pass = async (isFirst: boolean): Promise<'complete' | 'upgrade'> => {
    const pace = createPace(deps.clock);
    const onProgress = (done: number, total: number): void =>
      report({ kind: 'progress', done, total, ...pace(done, total) });
    const passDeps = { ...deps, onProgress };
    if (isFirst) {
      replica.transact((transaction) => claimReplica(transaction, replica.tables, owner));
      // This pull tells whether the numbering is this file's own, before anything is sent under it.
      await pullAll(passDeps, net, signal);
    }
    const { taken: now, verdict } = await catchUp(passDeps, net, taken, signal);
    taken = now;
    return verdict;
  };

  const rest = (verdict: 'complete' | 'upgrade'): Promise<void> => {
    const poll = hintsConnected ? POLL_WITH_HINTS_MS : POLL_WITHOUT_HINTS_MS;
    return work.sleep(verdict === 'upgrade' ? POLL_FOR_UPGRADE_MS : poll, delay, signal);
  };

  const backOff = (failures: number, retryAfterMs = 0): Promise<void> => {
    retry = createWakeUp();
    // Not all at the very moment that the centre has told all.
    const asked = retryAfterMs * (1 + deps.random() / 4);
    return retry.sleep(Math.max(asked, backoffMs(failures, deps.random, SYNC_BACKOFF)), delay, signal);
  };

  const live = async (): Promise<void> => {
    report({ kind: 'connecting' });
    listen();
    for (let isFirst = true, failures = 0; ;) {
      try {
        const verdict = await pass(isFirst);
        isFirst = false;
        failures = 0;
        if (verdict === 'complete') report({ kind: 'caught-up' });
        else report({ kind: 'refused', fault: 'upgrade', detail: 'the centre asks for a newer version' });
        if (verdict === 'complete' && net.checks) await deps.check?.whenDue(net.checks, signal);
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

  const ended = live()
    .catch((error: unknown) => {
      if (signal.aborted) return;
      const { fault, detail } = readFault(error);
      log.warn('the sync stops until somebody acts', { fault, detail });
      report({ kind: 'refused', fault, detail });
    })
    .finally(() => {
      wakeForWork();
      abort.abort();
    });
  return {
    kick,
    stop: () => {
      abort.abort();
      return ended;
    },
  };
}
