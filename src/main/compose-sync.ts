import type { DeskSession } from './compose-session.ts';
import type { DeskStore } from './compose-store.ts';
import type { DeskSurroundings } from './desk-surroundings.ts';
import { firstPending } from './replica/outbox.ts';
import { prepareInWorker } from './replica/prepare-in-worker.ts';
import { replicaSchema } from './replica/replica-schema.ts';
import { replicaParts } from './replica-parts.ts';
import { createLease } from './session/lease.ts';
import type { Lease } from './session/lease.ts';
import { createBootstrap } from './sync/bootstrap.ts';
import { createComingCalls } from './sync/coming-calls.ts';
import type { ComingCalls } from './sync/coming-calls.ts';
import { createSyncEngine } from './sync/engine.ts';
import type { SyncEngine } from './sync/engine.ts';
import { giveBack } from './sync/give-back.ts';
import { createHttpNet } from './sync/http-net.ts';
import { createPageHelpers } from './sync/page-helper.ts';
import { createReplicaCheck } from './sync/replica-check.ts';
import { createSessionLink } from './sync/session-link.ts';
import type { SessionLink } from './sync/session-link.ts';
import { systemDelay } from './sync/system-delay.ts';

/** A day: what differs is a fault, and a fault is rare. */
const CHECK_EVERY_MS = 86_400_000;

/** The desk and its centre: what keeps them together, and what holds while they are apart. */
export interface DeskSync {
  readonly engine: SyncEngine;
  readonly lease: Lease;
  readonly link: SessionLink;
  /** Calls that the threads which fill the replica stand back for. */
  readonly coming: ComingCalls;
  /** The link follows session, outbox and settings from now on. Whoever shows them listens before it. */
  follow(): void;
}

export function composeSync(
  { log }: Pick<DeskSurroundings, 'log'>,
  { store, people }: { readonly store: DeskStore; readonly people: Pick<DeskSession, 'session'> },
): DeskSync {
  const { replica, registry, clock, local, settings, authorities } = store;
  const { session } = people;
  const core = { replica, registry, clock };
  const waits = { random: Math.random, delay: systemDelay };
  const deps = { ...core, ...waits, log };
  const coming = createComingCalls();
  const engine = createSyncEngine({
    ...deps,
    bootstrap: createBootstrap({
      ...deps,
      schemaKey: replicaSchema(replicaParts).key,
      prepare: prepareInWorker,
    }),
    check: createReplicaCheck({ ...deps, everyMs: CHECK_EVERY_MS }),
    helpers: createPageHelpers(replica, log, { calls: coming.count }),
  });
  const lease = createLease({
    local,
    clock,
    monotonic: () => performance.now(),
    session: {
      ...session,
      stored: () => session.speaker(),
      check: (signal) => (session.stored() ? session.check(signal) : session.checkKept(signal)),
    },
    isOnline: () => engine.status().state === 'online',
  });
  const link = createSessionLink({
    session,
    engine,
    author: () => firstPending(replica.db)?.actor.userId,
    authorities,
    netOf: ({ centre, token }) => createHttpNet({ url: centre, token, ca: authorities(), ...waits }),
    log,
  });

  function follow(): void {
    engine.onStatus(({ state, fault }) => {
      // Refused: revoked, disabled, or something must come first. The session finds out which.
      if (state === 'refused' && (fault === 'sign-in' || fault === 'forbidden'))
        void session.check().then(() => session.checkKept());
    });
    link.follow();
    session.onEnded(({ userId, code }) => {
      const put = giveBack(core, userId, code);
      if (put > 0) log.warn('unsent work of an ended session was put aside', { userId, commands: put });
    });
    replica.onChanged((tables) => {
      if (!tables.includes('outbox')) return;
      link.lookAgain();
      void session.letGo();
    });
    settings.onChange(() => void session.settleKeeping());
    settings.onChange(link.believeAgain);
  }

  return { engine, lease, link, coming, follow };
}
