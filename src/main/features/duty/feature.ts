import { CHECK_IN, dutyContract } from '#shared/features/duty/contract.ts';
import type { CheckInView, DeskPerson, OwnDuty } from '#shared/features/duty/contract.ts';
import { duty as shared } from '#shared/features/duty/feature.ts';
import { admissionOf } from '#shared/features/duty/tries.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { implement } from '#shared/ipc/contract.ts';
import type { Host, MainFeature } from '../../host/host.ts';
import type { KeptPerson } from '../../session/kept-person.ts';
import { checkIn, setPin } from './check-in.ts';
import { createDutyKeeper } from './keeper.ts';
import type { DutyKeeper } from './keeper.ts';
import { LOCAL_TABLES, migrations } from './migrations.ts';
import { dutyOverview } from './overview.ts';
import { dutyHere, findPin, savePin } from './store.ts';

export const duty: MainFeature = {
  shared,
  migrations,
  localTables: LOCAL_TABLES,
  parts(host) {
    const keeper = createDutyKeeper(host);
    const tell = async (work: Promise<void>): Promise<void> => {
      try {
        await work;
      } finally {
        host.touch([CHECK_IN]);
      }
    };
    return {
      open: implement(dutyContract, {
        checkIns: () => checkInView(host),
        checkIn: (given) => tell(checkIn(host, keeper, given)),
        leave({ how }) {
          host.session();
          keeper.leave(how);
        },
        handOver({ toUserId }) {
          mustHaveBeenHere(host, toUserId);
          keeper.leave('handed-over', toUserId);
        },
        giveWrapUps({ toUserId, ids }) {
          mustHaveBeenHere(host, toUserId);
          for (const work of host.shiftWork()) work.give(host, ids, toUserId);
        },
        stir: () => keeper.stir(),
        own: () => ownDuty(host, keeper),
        setPin: (given) => tell(setPin(host, keeper, given)),
        removePin() {
          const { userId } = host.session();
          host.local(LOCAL_TABLES, (db) => savePin(db, { userId, pin: null }));
          host.touch([CHECK_IN]);
        },
        overview: () => dutyOverview(host),
      }),
      services: [keeper],
    };
  },
};

/** @throws AppError `duty.unknown-person` */
function mustHaveBeenHere(host: Host, toUserId: string): void {
  const { userId } = host.session();
  if (toUserId === userId || !host.seat.people().some((person) => person.userId === toUserId))
    throw new AppError('duty.unknown-person', 'nobody who has signed in here');
}

function checkInView(host: Host): CheckInView {
  const now = host.clock.now();
  return {
    isShared: host.settings().duty.shared,
    deskName: host.seat.name,
    people: host.seat.people().map((person) => personView(host, person, now)),
    expectedId: dutyHere(host.db).expectedId,
  };
}

function personView(host: Host, { userId, userName, refusal }: KeptPerson, now: number): DeskPerson {
  if (refusal === 'duty.other-sight') return { userId, userName, needs: 'password-for-sight', waitMs: 0 };
  const { pin, tries } = findPin(host.db, { userId });
  const admission = admissionOf(tries, now);
  const needs = refusal === null && pin && admission.is !== 'password' ? 'pin' : 'password';
  return { userId, userName, needs, waitMs: admission.is === 'wait' ? admission.ms : 0 };
}

function ownDuty(host: Host, keeper: DutyKeeper): OwnDuty {
  const { userId } = host.session();
  const { session } = dutyHere(host.db);
  const row = host.db
    .prepare<[string], { began_at: number }>('SELECT began_at FROM duty_session WHERE id = ?')
    .get(session?.id ?? '');
  return {
    isShared: host.settings().duty.shared,
    hasPin: findPin(host.db, { userId }).pin !== null,
    isFresh: keeper.isFresh(userId),
    since: row?.began_at ?? null,
    wrapUps: host.shiftWork().flatMap((work) => work.list(host, userId)),
    colleagues: host.seat
      .people()
      .filter((person) => person.userId !== userId)
      .map(({ userId: id, userName }) => ({ userId: id, userName })),
  };
}
