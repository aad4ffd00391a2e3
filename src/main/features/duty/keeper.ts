import { dutyBegin, dutyEnd } from '#shared/features/duty/commands.ts';
import { CHECK_IN } from '#shared/features/duty/contract.ts';
import type { DutyEnd } from '#shared/features/duty/model.ts';
import { NO_TRIES } from '#shared/features/duty/tries.ts';
import { AppError, messageOf } from '#shared/kernel/app-error.ts';
import type { Session } from '#shared/ipc/core-contracts.ts';
import type { Service } from '#shared/kernel/service.ts';
import type { Host } from '../../host/host.ts';
import { LOCAL_TABLES } from './migrations.ts';
import { dutyHere, saveDutyHere, saveTries } from './store.ts';

const LOOK_EVERY_MS = 5_000;
/** Calls at which somebody is; one that only rings may ring at an empty chair. */
const AT_THE_PHONE: readonly string[] = ['agent-phone', 'dialling', 'talking', 'held'];

/**
 * Who is on duty at a desk that several share:
 *
 * ```
 * nobody ──check-in, sign-in──▶ on duty ──leave, N minutes without input, sign-out──▶ nobody
 * ```
 * Each way in begins a duty and each way out ends it, by commands of the person themselves: they run while that person
 * is there, so no command ever runs with nobody on duty.
 */
export interface DutyKeeper extends Service {
  /** Throws AppError `duty.not-shared`. */
  leave(how: DutyEnd, expectedId?: string | null): void;
  /** Somebody checks in; the desk's chair is theirs. Throws as {@link Seat.take}. */
  take(userId: string): void;
  /** Somebody used keyboard or mouse. */
  stir(): void;
  /** Whether this person has just typed their password here. */
  isFresh(userId: string): boolean;
}

export function createDutyKeeper(host: Host): DutyKeeper {
  let stirredAt = host.clock.now();
  let leavingHow: DutyEnd = 'checked-out';
  let isTaking = false;
  let presentId: string | null = null;
  let freshId: string | null = null;
  let timer: NodeJS.Timeout | undefined;
  let ends: readonly (() => void)[] = [];

  const isShared = (): boolean => host.settings().duty.shared;
  const keep = (patch: Partial<ReturnType<typeof dutyHere>>): void =>
    host.local(LOCAL_TABLES, (db) => saveDutyHere(db, { ...dutyHere(db), ...patch }));

  function begin({ userId }: Session): void {
    const { session } = dutyHere(host.db);
    // The same person after a restart of the desk, or with a new word of the centre.
    if (session?.userId === userId) return;
    const id = host.newId();
    host.run(dutyBegin, { id, deskId: host.seat.id(), deskName: host.seat.name });
    keep({ session: { id, userId }, expectedId: null });
  }

  function end(how: DutyEnd): void {
    const { session } = dutyHere(host.db);
    const userId = host.currentSession()?.userId;
    if (!session) return;
    // Of somebody who is gone already the centre hears nothing more: it ended when the next one began.
    if (session.userId === userId) host.run(dutyEnd, { id: session.id, how });
    keep({ session: null });
  }

  const forgetTries = (userId: string): void =>
    host.local(LOCAL_TABLES, (db) => saveTries(db, { userId, tries: NO_TRIES }));

  /** Nothing of this may stand in the way of a sign-in or a sign-out. */
  function safely(what: () => void): void {
    try {
      what();
    } catch (error) {
      host.log.error('the duty could not be written down', { error: messageOf(error) });
    }
    host.touch([CHECK_IN]);
  }

  function follow(session: Session | null): void {
    stirredAt = host.clock.now();
    const userId = session?.userId ?? null;
    const isNew = userId !== presentId;
    presentId = userId;
    if (isNew) freshId = isTaking ? null : userId;
    if (!isShared()) return;
    // By the password: what was guessed at the PIN counts no more.
    if (isNew && freshId !== null) forgetTries(freshId);
    if (session) begin(session);
    else keep({ session: null });
  }

  function leave(how: DutyEnd, expectedId: string | null = null): void {
    if (!isShared()) throw new AppError('duty.not-shared', 'this desk is one person’s');
    leavingHow = how;
    try {
      host.seat.leave();
    } finally {
      leavingHow = 'checked-out';
    }
    keep({ expectedId });
    host.touch([CHECK_IN]);
  }

  function look(): void {
    const { shared, lockAfterMin } = host.settings().duty;
    if (!shared || lockAfterMin === 0 || !host.currentSession()) return;
    if (host.calls.live().some(({ phase }) => AT_THE_PHONE.includes(phase))) stirredAt = host.clock.now();
    if (host.clock.now() - stirredAt >= lockAfterMin * 60_000) safely(() => leave('locked'));
  }

  return {
    start() {
      ends = [
        host.onSession((session) => safely(() => follow(session))),
        host.seat.onLeaving(() => safely(() => end(leavingHow))),
        host.onSettings(() =>
          safely(() => {
            const session = host.currentSession();
            if (session && isShared()) begin(session);
            else if (session) end('checked-out');
          }),
        ),
        host.calls.onCall((call) => {
          if (call.phase === 'ended') stirredAt = host.clock.now();
        }),
      ];
      stirredAt = host.clock.now();
      presentId = host.currentSession()?.userId ?? null;
      // Who sat here when the desk was switched off is not who switches it on.
      if (isShared() && host.currentSession()) safely(() => leave('locked'));
      timer = setInterval(look, LOOK_EVERY_MS);
    },
    stop() {
      clearInterval(timer);
      for (const stop of ends) stop();
    },
    leave,
    take(userId) {
      isTaking = true;
      try {
        host.seat.take(userId);
      } finally {
        isTaking = false;
      }
    },
    stir() {
      stirredAt = host.clock.now();
    },
    isFresh: (userId) => freshId === userId,
  };
}
