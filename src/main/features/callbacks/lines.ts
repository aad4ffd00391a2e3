import type { CallbackLine } from '#shared/features/callbacks/contract.ts';
import { formatNumber } from '#shared/phone/format.ts';
import type { Host } from '../../host/host.ts';
import { doneEntries, openEntries, openEntriesOf } from './queries.ts';
import type { Entry, MissedRow } from './queries.ts';

type Reader = Pick<Host, 'db' | 'describe' | 'settings' | 'currentSession'>;

/** A due time is when an entry asks for attention; without one it does so since the first call. */
export function openLines(host: Reader): readonly CallbackLine[] {
  return toLines(host, openEntries(host.db)).toSorted(
    (a, b) => (a.due?.at ?? a.firstAt) - (b.due?.at ?? b.firstAt),
  );
}

export function openLinesOf(host: Reader, { partyId }: { partyId: string }): readonly CallbackLine[] {
  return toLines(host, openEntriesOf(host.db, { partyId }));
}

export function doneLines(host: Reader, { limit }: { limit: number }): readonly CallbackLine[] {
  return toLines(host, doneEntries(host.db, { limit }));
}

function toLines(host: Reader, entries: readonly Entry[]): readonly CallbackLine[] {
  const me = host.currentSession()?.userId;
  const { country } = host.settings().dialProfile;
  const parties = host.describe(
    'party',
    unique(entries.flatMap(({ partyId, owners }) => [partyId, ...owners])),
  );
  const staff = host.describe(
    'staff',
    unique(entries.flatMap(({ calls: [call] }) => [call.claimed_by, call.done_by])),
  );
  const nameOfStaff = (id: string | null): string => (id === null ? '' : (staff.get(id)?.name ?? ''));
  return entries.map(({ calls, partyId, owners }) => {
    const [first] = calls;
    const last = calls.at(-1) ?? first;
    const number = calls.findLast((call) => call.number !== null)?.number ?? null;
    const claimedBy = holds(calls, first.claimed_for) ? first.claimed_by : null;
    return {
      id: first.callback_id,
      calls: calls.map(({ id }) => id),
      state: first.done_at !== null ? 'done' : claimedBy !== null ? 'claimed' : 'open',
      partyId,
      partyName: (partyId !== null && parties.get(partyId)?.name) || null,
      sharedBy: owners.flatMap((id) => parties.get(id)?.name ?? []).toSorted((a, b) => a.localeCompare(b)),
      number: number === null ? null : formatNumber(number, { country }),
      dial: number === null ? null : `+${number}`,
      firstAt: first.missed_at,
      lastAt: last.missed_at,
      line: last.queue ?? last.dialled,
      claim: claimedBy === null ? null : { staffName: nameOfStaff(claimedBy), mine: claimedBy === me },
      due:
        first.due_at !== null && holds(calls, first.due_for)
          ? { at: first.due_at, hasTime: first.due_has_time === 1 }
          : null,
      done:
        first.done_at === null
          ? null
          : { at: first.done_at, staffName: nameOfStaff(first.done_by), reached: first.cleared_by !== null },
    };
  });
}

/** A claim or a due time is in force while the call it was made for is open. */
function holds(calls: readonly MissedRow[], madeFor: string | null): boolean {
  return calls.some(({ id, done_at }) => done_at === null && id === madeFor);
}

const unique = (ids: readonly (string | null)[]): readonly string[] => [
  ...new Set(ids.filter((id) => id !== null)),
];
