import type { AbsenceLine } from '#shared/features/absences/contract.ts';
import { isAway, standInsAt } from '#shared/features/absences/stand-ins.ts';
import type { AbsenceSpan } from '#shared/features/absences/stand-ins.ts';
import type { Host } from '../../host/host.ts';
import type { StandIn } from '../../host/stand-in.ts';
import type { ReadableDb } from '../../replica/db.ts';

/** Those that hold or are to come: a few, however many there have been. */
function holding(db: ReadableDb, at: number): readonly AbsenceSpan[] {
  return db
    .prepare<[number], AbsenceSpan>(
      `SELECT id, staff_id AS staffId, deputy_id AS deputyId, from_at AS fromAt, until_at AS untilAt,
              reported_at AS reportedAt, ended_at AS endedAt
       FROM absence WHERE ended_at IS NULL AND until_at > ? ORDER BY from_at, id`,
    )
    .all(at);
}

export const standIns = (db: ReadableDb, at: number): readonly StandIn[] => standInsAt(holding(db, at), at);

type Reader = Pick<Host, 'db' | 'clock' | 'describe' | 'currentSession'>;

export function upcomingAbsences(host: Reader): readonly AbsenceLine[] {
  const now = host.clock.now();
  const absences = holding(host.db, now);
  const doneBy = new Map(
    standInsAt(absences, now).map(({ absentId, deputyId }) => [absentId, deputyId] as const),
  );
  const ids = absences.flatMap(({ staffId, deputyId }) => [staffId, deputyId]);
  const names = host.describe('staff', [...new Set([...ids, ...doneBy.values()])]);
  const nameOf = (id: string): string => names.get(id)?.name ?? '';
  const me = host.currentSession()?.userId;
  return absences.map((absence) => {
    const { id, staffId, deputyId, fromAt, untilAt } = absence;
    const isNow = isAway(absence, now);
    const doing = isNow ? doneBy.get(staffId) : undefined;
    return {
      ...{ id, staffId, deputyId, fromAt, untilAt, isNow },
      staffName: nameOf(staffId),
      deputyName: nameOf(deputyId),
      doneBy: doing === undefined ? null : nameOf(doing),
      mine: staffId === me,
    };
  });
}
