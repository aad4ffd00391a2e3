import { mayLead } from '#shared/access/leading.ts';
import { PAST_DAYS } from '#shared/features/duty/contract.ts';
import type { DutyLine, DutyOverview } from '#shared/features/duty/contract.ts';
import type { DutyEnd } from '#shared/features/duty/model.ts';
import type { Host } from '../../host/host.ts';
import type { ReadableDb } from '../../replica/db.ts';

const DAY_MS = 86_400_000;
const AT_MOST = 500;

interface DutyRow {
  readonly id: string;
  readonly staffId: string;
  readonly deskName: string;
  readonly beganAt: number;
  readonly endedAt: number | null;
  readonly how: DutyEnd | null;
  /** When the next one at the same desk began; null: none has. */
  readonly nextAt: number | null;
}

/** Whoever leads sees the team, everybody else themselves: it is no record of anybody's work. */
export function dutyOverview(host: Pick<Host, 'db' | 'clock' | 'describe' | 'session'>): DutyOverview {
  const { userId, roles } = host.session();
  const isEverybodys = mayLead({ roles });
  const since = host.clock.now() - PAST_DAYS * DAY_MS;
  const rows = dutiesSince(host.db, { since, staffId: isEverybodys ? null : userId });
  const names = host.describe('staff', [...new Set(rows.map(({ staffId }) => staffId))]);
  const lines = rows.map(({ nextAt, endedAt, ...row }): DutyLine => ({
    ...row,
    // A desk that was switched off under somebody tells no end; whoever came next does.
    endedAt: endedAt ?? nextAt,
    staffName: names.get(row.staffId)?.name ?? '',
  }));
  return {
    isEverybodys,
    now: lines.filter(({ endedAt }) => endedAt === null),
    past: lines.filter(({ endedAt }) => endedAt !== null),
  };
}

/** Those that go on, however long, and those that began since then; the latest first. */
function dutiesSince(
  db: ReadableDb,
  { since, staffId }: { readonly since: number; readonly staffId: string | null },
): readonly DutyRow[] {
  return db
    .prepare<{ since: number; staffId: string | null; limit: number }, DutyRow>(
      `SELECT id, staff_id AS staffId, desk_name AS deskName, began_at AS beganAt, ended_at AS endedAt,
              ended_how AS how,
              (SELECT min(later.began_at) FROM duty_session later
               WHERE later.desk_id = duty.desk_id AND later.began_at > duty.began_at) AS nextAt
       FROM duty_session duty
       WHERE (began_at >= @since OR ended_at IS NULL) AND (@staffId IS NULL OR staff_id = @staffId)
       ORDER BY began_at DESC, id DESC LIMIT @limit`,
    )
    .all({ since, staffId, limit: AT_MOST });
}
