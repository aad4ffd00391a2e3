import type { LiveCall } from '#shared/calls/live-call.ts';
import type { Outcome, WrapUp } from '#shared/calls/wrap-up.ts';
import type { Host } from '../../host/host.ts';
import type { ReadableDb, WritableDb } from '../../replica/db.ts';

interface WrapUpRow {
  readonly id: string;
  readonly user_id: string;
  readonly direction: 'in' | 'out';
  readonly party_id: string | null;
  readonly number: string | null;
  readonly started_at: number;
  readonly ended_at: number | null;
  readonly outcome: Outcome | null;
  readonly note: string;
}

export function openWrapUps(
  host: Pick<Host, 'db' | 'describe'>,
  { userId }: { userId: string },
): readonly WrapUp[] {
  const rows = host.db
    .prepare<[string], WrapUpRow>('SELECT * FROM wrap_up WHERE user_id = ? ORDER BY started_at DESC')
    .all(userId);
  const parties = host.describe(
    'party',
    rows.flatMap((row) => (row.party_id ? [row.party_id] : [])),
  );
  return rows.map((row) => ({
    id: row.id,
    direction: row.direction,
    partyId: row.party_id,
    partyName: (row.party_id && parties.get(row.party_id)?.name) || null,
    number: row.number,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    outcome: row.outcome,
    note: row.note,
  }));
}

export function isOpen(db: ReadableDb, { id }: { readonly id: string }): boolean {
  return db.prepare<[string]>('SELECT 1 FROM wrap_up WHERE id = ?').get(id) !== undefined;
}

export interface CallChange {
  readonly call: LiveCall;
  readonly before: LiveCall | undefined;
}

/** This desk owes the call a word; what is kept of it already, from before a restart, stays. */
export function beginWrapUp(db: WritableDb, change: CallChange, { userId }: { userId: string }): void {
  const { id, direction, startedAt, display, endedAt } = change.call;
  db.prepare(
    `INSERT INTO wrap_up (id, user_id, direction, party_id, number, started_at, ended_at, outcome, note)
     VALUES (@id, @userId, @direction, @partyId, @number, @startedAt, @endedAt, NULL, '')
     ON CONFLICT (id) DO NOTHING`,
  ).run({
    id,
    userId,
    direction,
    partyId: partyIdOf(change.call),
    number: display ?? null,
    startedAt,
    endedAt,
  });
  followCall(db, change);
}

/** One that came from elsewhere; what this desk has of it already stays. */
export function keepWrapUp(
  db: WritableDb,
  wrapUp: Omit<WrapUp, 'partyName' | 'passedBy'>,
  userId: string,
): void {
  const { id, direction, partyId, number, startedAt, endedAt, outcome, note } = wrapUp;
  db.prepare(
    `INSERT INTO wrap_up (id, user_id, direction, party_id, number, started_at, ended_at, outcome, note)
     VALUES (@id, @userId, @direction, @partyId, @number, @startedAt, @endedAt, @outcome, @note)
     ON CONFLICT (id) DO NOTHING`,
  ).run({ id, userId, direction, partyId, number, startedAt, endedAt, outcome, note });
}

export function noteOf(db: ReadableDb, { id }: { readonly id: string }): string | undefined {
  return db.prepare<[string], { note: string }>('SELECT note FROM wrap_up WHERE id = ?').get(id)?.note;
}

/** Follows the call; note and outcome are the agent's and stay. */
export function followCall(db: WritableDb, { call, before }: CallChange): void {
  db.prepare('UPDATE wrap_up SET ended_at = ? WHERE id = ?').run(call.endedAt, call.id);
  // A call met in the midst does not say yet who it is: that is nothing against what was known before.
  if (before === undefined) return;
  if (partyIdOf(before) === partyIdOf(call) && before.display === call.display) return;
  db.prepare('UPDATE wrap_up SET party_id = ?, number = ? WHERE id = ?').run(
    partyIdOf(call),
    call.display ?? null,
    call.id,
  );
}

function partyIdOf({ party }: LiveCall): string | null {
  return party?.type === 'party' ? party.id : null;
}

export function saveDraft(
  db: WritableDb,
  { id, note, outcome }: { id: string; note?: string | undefined; outcome?: Outcome | null | undefined },
): void {
  if (note !== undefined) db.prepare('UPDATE wrap_up SET note = ? WHERE id = ?').run(note, id);
  if (outcome !== undefined) db.prepare('UPDATE wrap_up SET outcome = ? WHERE id = ?').run(outcome, id);
}

/** @returns whether there is such a wrap-up */
export function setParty(db: WritableDb, { id, partyId }: { id: string; partyId: string }): boolean {
  return db.prepare('UPDATE wrap_up SET party_id = ? WHERE id = ?').run(partyId, id).changes > 0;
}

export function removeWrapUp(db: WritableDb, { id }: { id: string }): void {
  db.prepare('DELETE FROM wrap_up WHERE id = ?').run(id);
}

/** With what was written of it so far. */
export function giveWrapUp(db: WritableDb, { id, to }: { readonly id: string; readonly to: string }): void {
  db.prepare('UPDATE wrap_up SET user_id = ? WHERE id = ?').run(to, id);
}
