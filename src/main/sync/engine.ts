import type { DeskStatus } from '#shared/ipc/status.ts';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { Unsubscribe } from '#shared/kernel/emitter.ts';
import type { Service } from '#shared/kernel/service.ts';
import { countOutbox } from '../replica/outbox.ts';
import { readNotice } from '../replica/restored-notice.ts';
import { readSyncState } from '../replica/sync-state.ts';
import { runLink } from './centre-link.ts';
import type { CentreLink, LinkDeps, RunningLink } from './centre-link.ts';
import { centreState, SIGNED_OUT } from './centre-state.ts';
import type { CentreEvent, CentreState } from './centre-state.ts';
import type { ReplicaCheck } from './replica-check.ts';

export type CentreStatus = DeskStatus['centre'];

/** Keeps the replica and the centre together while somebody is signed in. */
export interface SyncEngine extends Service {
  /** Somebody signed in, or has a new token; replaces the link before. */
  connect(link: CentreLink): Promise<void>;
  /** Somebody signed out; the outbox stays. Resolves when nothing of the link is running any more. */
  disconnect(): Promise<void>;
  /** The network is back, or a person is impatient: try now. */
  kick(): void;
  /** Has the replica compared with the centre at the next opportunity. Throws AppError `centre.offline`. */
  compare(): void;
  status(): CentreStatus;
  onStatus(listener: (status: CentreStatus) => void): Unsubscribe;
}

export function createSyncEngine(deps: Omit<LinkDeps, 'report'>): SyncEngine {
  const { replica } = deps;
  const changed = new Emitter<CentreStatus>();
  let state: CentreState = SIGNED_OUT;
  let started = false;
  let link: CentreLink | undefined;
  let running: RunningLink | undefined;
  let unsubscribe: Unsubscribe = () => {};

  const status = (): CentreStatus => {
    const checked = deps.check?.last();
    const { pending, rejected } = countOutbox(replica.db);
    const restored = readNotice(replica.db, deps.clock.now());
    return {
      ...state,
      asOf: readSyncState(replica.db).as_of,
      pending,
      rejected,
      ...(restored && { restored }),
      ...(checked && { checked }),
    };
  };
  const report = (event: CentreEvent): void => {
    const before = state;
    state = centreState(before, event);
    if (state !== before) tell();
  };
  /** A disk that cannot be read just now must not end the link that reports so: the next change tells. */
  const tell = (): void => {
    let now: CentreStatus;
    try {
      now = status();
    } catch (error) {
      deps.log.warn('the status could not be read', { detail: messageOf(error) });
      return;
    }
    changed.emit(now);
  };
  const { check: silent } = deps;
  const check: ReplicaCheck | undefined = silent && {
    ...silent,
    async whenDue(net, signal) {
      const before = silent.last()?.at;
      await silent.whenDue(net, signal);
      if (silent.last()?.at !== before) tell();
    },
  };
  const run = (): void => {
    if (started && link && !running) running = runLink({ ...deps, report, ...(check && { check }) }, link);
  };
  const halt = async (): Promise<void> => {
    const current = running;
    running = undefined;
    await current?.stop();
  };

  return {
    start() {
      if (started) return;
      started = true;
      unsubscribe = replica.onChanged((tables) => {
        if (tables.includes('outbox') || tables.includes('rejected_command')) tell();
      });
      run();
    },
    async stop() {
      started = false;
      unsubscribe();
      await halt();
    },
    async connect(next) {
      link = next;
      await halt();
      // Another connect or a disconnect may have come meanwhile: the last one counts.
      run();
    },
    async disconnect() {
      link = undefined;
      await halt();
      if (!link) report({ kind: 'disconnected' });
    },
    kick: () => running?.kick(),
    compare() {
      if (!running || (state.state !== 'online' && state.state !== 'connecting'))
        throw new AppError('centre.offline', 'there is no centre to compare with now');
      deps.check?.demand();
      running.kick();
    },
    status,
    onStatus: (listener) => changed.on(listener),
  };
}
