import { loadParty } from '#demo/data/load-set.ts';
import type { Replica } from '#main/replica/replica.ts';
import { LOAD_SEED } from '../lib/load-replica.ts';

/** The list that is scrolled. */
export const CALLS = 9_000;
/** Customers they were with: as many sheets with a history. */
const CALLERS = 300;
const MINUTE = 60_000;

export interface Caller {
  readonly id: string;
  readonly name: string;
}

/** The calls of a team over some weeks, newer than anything in the load set; who called. */
export function addCallHistory(replica: Replica, parties: number): readonly Caller[] {
  const count = Math.min(CALLERS, parties);
  const callers = Array.from({ length: count }, (_, index) => {
    const { id, name, digits } = loadParty(LOAD_SEED, Math.floor((index * parties) / count));
    return { id, name, digits };
  });
  const now = Date.now();
  replica.transact(({ db }) => {
    const call = db.prepare(
      `INSERT INTO interaction (id, scope_id, ver, type, direction, party_id, staff_id, occurred_at, answered_at, ended_at, end_reason, number, queue, call_key, outcome, body)
       VALUES (?, 's', 1, 'call', ?, ?, 'u', ?, ?, ?, ?, ?, NULL, NULL, ?, ?)`,
    );
    for (let index = 0; index < CALLS; index++) {
      const { id, digits } = callers[index % callers.length] ?? { id: null, digits: null };
      const at = now - index * 5 * MINUTE;
      const isMissed = index % 9 === 4;
      call.run(
        `00000000-0000-7000-9000-${index.toString(16).padStart(12, '0')}`,
        ...[
          index % 4 === 1 && !isMissed ? 'out' : 'in',
          id,
          at,
          isMissed ? null : at + 8_000,
          at + 3 * MINUTE,
        ],
        ...[isMissed ? 'missed-caller' : 'completed', digits, isMissed ? null : 'resolved'],
        isMissed ? '' : 'Gerät getauscht, Schlüssel liegt beim Nachbarn, ruft am Freitag wieder an.',
      );
    }
  });
  return callers.map(({ id, name }) => ({ id, name }));
}
