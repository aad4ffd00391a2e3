import { absenceTable } from '#shared/features/absences/model.ts';
import type { Service } from '#shared/kernel/service.ts';
import type { Host } from '../../host/host.ts';

/** What changes hands when somebody leaves or is back: nothing is written then, so the lists must be told. */
export const TURNS: readonly string[] = [absenceTable.name, 'task', 'ticket'];

/** setTimeout counts in 32 bits, and a laptop that slept wakes with a clock far ahead: look again at least this often. */
const LONGEST_WAIT_MS = 30_000;

type Watched = Pick<Host, 'db' | 'clock' | 'onChanged' | 'touch'>;

/** Says that these tables look different now whenever an absence begins or ends by the clock. */
export function createTurnWatch(host: Watched, tables: readonly string[]): Service {
  let timer: NodeJS.Timeout | undefined;
  let unsubscribe = (): void => {};
  let seen = host.clock.now();

  function look(): void {
    clearTimeout(timer);
    const now = host.clock.now();
    const turned = nextTurn(host, seen) <= now;
    seen = now;
    timer = setTimeout(look, Math.min(nextTurn(host, now) - now, LONGEST_WAIT_MS));
    if (turned) host.touch(tables);
  }

  return {
    start() {
      unsubscribe = host.onChanged((changed) => {
        if (changed.includes(absenceTable.name)) {
          seen = host.clock.now();
          look();
        }
      });
      look();
    },
    stop() {
      clearTimeout(timer);
      unsubscribe();
    },
  };
}

/** The first beginning or end of an absence after a moment, ms; Infinity: none. */
function nextTurn({ db }: Pick<Host, 'db'>, after: number): number {
  const row = db
    .prepare<[number, number], { at: number | null }>(
      `SELECT min(at) AS at FROM (
         SELECT min(from_at) AS at FROM absence WHERE ended_at IS NULL AND from_at > ?
         UNION ALL SELECT min(until_at) FROM absence WHERE ended_at IS NULL AND until_at > ?)`,
    )
    .get(after, after);
  return row?.at ?? Infinity;
}
