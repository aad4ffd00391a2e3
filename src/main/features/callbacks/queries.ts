import type { Caller } from '#shared/features/callbacks/model.ts';
import { PHONE_KIND } from '../../calls/number-index.ts';
import type { ReadableDb } from '../../replica/db.ts';

/** A missed call with what its caller's entry says. */
export interface MissedRow {
  readonly id: string;
  readonly callback_id: string;
  readonly missed_at: number;
  readonly number: string | null;
  readonly queue: string | null;
  readonly dialled: string | null;
  readonly done_at: number | null;
  readonly done_by: string | null;
  readonly cleared_by: string | null;
  readonly party_id: string | null;
  readonly claimed_by: string | null;
  readonly claimed_for: string | null;
  readonly due_at: number | null;
  readonly due_has_time: 0 | 1;
  readonly due_for: string | null;
  /** JSON list of the ids of the parties that have the number. */
  readonly owners: string;
}

/** One caller's missed calls that are in the same state, oldest first; never empty. */
export interface Entry {
  readonly calls: readonly [MissedRow, ...MissedRow[]];
  /** The entry's own, or the only one that has the number by now: a caller may have been entered since. */
  readonly partyId: string | null;
  /** Who has one of the numbers, where several have. */
  readonly owners: readonly string[];
}

/** `phone` is the core's projection of who has which number. */
const MISSED = `
  SELECT m.id, m.callback_id, m.missed_at, m.number, m.queue, m.dialled, m.done_at, m.done_by, m.cleared_by,
         c.party_id, c.claimed_by, c.claimed_for, c.due_at, c.due_has_time, c.due_for,
         (SELECT json_group_array(DISTINCT p.ref_id) FROM phone p
          WHERE p.digits = m.number AND p.kind = ${PHONE_KIND.exact} AND p.ref_type = 'party') AS owners
  FROM missed_call m JOIN callback c ON c.id = m.callback_id`;

export const OPEN_CALLS = `${MISSED} WHERE m.done_at IS NULL ORDER BY m.missed_at, m.id`;
/** More calls than entries are asked for: a caller may have tried often. */
const DONE_CALLS = `${MISSED} WHERE m.done_at IS NOT NULL ORDER BY m.done_at DESC, m.missed_at, m.id LIMIT ?`;
const TRIES = 5;

export function openEntries(db: ReadableDb): readonly Entry[] {
  return grouped(db.prepare<[], MissedRow>(OPEN_CALLS).all(), (row) => row.callback_id);
}

/** What was done in one go stands together. */
export function doneEntries(db: ReadableDb, { limit }: { limit: number }): readonly Entry[] {
  const rows = db.prepare<[number], MissedRow>(DONE_CALLS).all(limit * TRIES);
  return grouped(rows, (row) => `${row.callback_id} ${row.done_at}`).slice(0, limit);
}

/** Open entries of a party, those of a number it shares included. */
export function openEntriesOf(db: ReadableDb, { partyId }: { readonly partyId: string }): readonly Entry[] {
  return openEntries(db).filter((entry) => entry.partyId === partyId || entry.owners.includes(partyId));
}

/** The entries that are this very caller's: the party's own, and those of the number. */
export function openEntriesOfCaller(db: ReadableDb, { partyId, number }: Caller): readonly Entry[] {
  return openEntries(db).filter(
    (entry) =>
      (partyId !== null && entry.partyId === partyId) ||
      (number !== null && entry.calls.some((call) => call.number === number)),
  );
}

/** Missed calls that this desk has answered after all, by the call it did so in. */
export function openThoughAnswered(
  db: ReadableDb,
): readonly { readonly id: string; readonly callId: string }[] {
  return db
    .prepare<[], { id: string; callId: string }>(
      `SELECT m.id, a.call_id AS callId FROM missed_call m JOIN answered_call a ON a.call_key = m.call_key
       WHERE m.done_at IS NULL`,
    )
    .all();
}

export function callsClearedBy(db: ReadableDb, { callId }: { readonly callId: string }): readonly string[] {
  return db
    .prepare<[string], { id: string }>('SELECT id FROM missed_call WHERE cleared_by = ?')
    .all(callId)
    .map(({ id }) => id);
}

export function countWithheld(db: ReadableDb, { since }: { since: number }): number {
  const row = db
    .prepare<[number], { count: number }>(
      `SELECT count(*) AS count FROM missed_call
       WHERE done_at IS NULL AND missed_at >= ? AND callback_id IS NULL`,
    )
    .get(since);
  return row?.count ?? 0;
}

/** In the order of each group's first row. */
function grouped(rows: readonly MissedRow[], keyOf: (row: MissedRow) => string): readonly Entry[] {
  const groups = new Map<string, [MissedRow, ...MissedRow[]]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return [...groups.values()].map((calls) => {
    const owners = [...new Set(calls.flatMap((call) => JSON.parse(call.owners) as string[]))];
    const [only = null, ...others] = owners;
    const partyId = calls[0].party_id ?? (others.length === 0 ? only : null);
    return { calls, partyId, owners: partyId === null ? owners : [] };
  });
}
