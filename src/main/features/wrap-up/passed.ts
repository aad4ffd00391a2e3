import { wrapUpPass, wrapUpSettle } from '#shared/features/wrap-up/commands.ts';
import type { PassedLine } from '#shared/features/wrap-up/contract.ts';
import type { passedWrapUpTable } from '#shared/features/wrap-up/model.ts';
import type { WrapUp } from '#shared/calls/wrap-up.ts';
import { AppError } from '#shared/kernel/app-error.ts';
import { formatNumber } from '#shared/phone/format.ts';
import type { Row } from '#shared/rows/table.ts';
import type { Host } from '../../host/host.ts';
import type { ReadableDb, WritableDb } from '../../replica/db.ts';
import { keepWrapUp, openWrapUps, removeWrapUp } from './stack.ts';

interface PassedRow extends Row<typeof passedWrapUpTable> {
  readonly direction: 'in' | 'out';
  readonly party_id: string | null;
  readonly number: string | null;
  readonly occurred_at: number;
  readonly ended_at: number | null;
}

type Side = 'from_user' | 'to_user';
type Reader = Pick<Host, 'db' | 'describe' | 'settings'>;

/** Who called and when is the call's to say; a call that is not here yet comes with the same pull. */
function rowsOf(db: ReadableDb, side: Side, userId: string): readonly PassedRow[] {
  return db
    .prepare<[string], PassedRow>(
      `SELECT p.*, i.direction, i.party_id, i.number, i.occurred_at, i.ended_at
       FROM passed_wrap_up p JOIN interaction i ON i.id = p.call_id
       WHERE p.${side} = ? ORDER BY i.occurred_at DESC, p.id`,
    )
    .all(userId);
}

const partyOf = ({ describe }: Reader, row: PassedRow): string | null =>
  row.party_id === null ? null : (describe('party', [row.party_id]).get(row.party_id)?.name ?? null);
const staffOf = ({ describe }: Reader, id: string): string => describe('staff', [id]).get(id)?.name ?? '';

function numberOf({ settings }: Reader, { number }: PassedRow): string | null {
  const digits = number?.replace(/^\+/, '') ?? '';
  return /^[1-9]\d{6,}$/.test(digits) ? formatNumber(digits, settings().dialProfile) : number;
}

/** What a colleague has passed on to this person, as one of their own; what they have written of it themselves goes before. */
export function withPassed(host: Reader, userId: string): readonly WrapUp[] {
  const own = openWrapUps(host, { userId });
  const passed = new Map(rowsOf(host.db, 'to_user', userId).map((row) => [row.call_id, row]));
  const adopted = own.map((wrapUp) => {
    const row = passed.get(wrapUp.id);
    passed.delete(wrapUp.id);
    return row ? { ...wrapUp, passedBy: staffOf(host, row.from_user) } : wrapUp;
  });
  const others = [...passed.values()].map((row): WrapUp => ({
    ...{ id: row.call_id, direction: row.direction, partyId: row.party_id, partyName: partyOf(host, row) },
    ...{ number: numberOf(host, row), startedAt: row.occurred_at, endedAt: row.ended_at ?? row.passed_at },
    ...{ outcome: row.outcome, note: row.note, passedBy: staffOf(host, row.from_user) },
  }));
  return [...adopted, ...others].toSorted((a, b) => b.startedAt - a.startedAt);
}

export function passedLines(host: Reader, userId: string): readonly PassedLine[] {
  return rowsOf(host.db, 'from_user', userId).map((row) => ({
    ...{ id: row.id, toName: staffOf(host, row.to_user), partyName: partyOf(host, row) },
    ...{ number: numberOf(host, row), startedAt: row.occurred_at },
  }));
}

/** The first own word on what was passed on makes it this desk's, as any other. */
export function adopt(host: Reader, db: WritableDb, id: string, userId: string): void {
  const passed = withPassed(host, userId).find((wrapUp) => wrapUp.id === id);
  if (passed?.passedBy !== undefined) keepWrapUp(db, passed, userId);
}

/** @throws AppError `wrap-up.gone` where it is not there, or the call not over */
export function pass(
  host: Host,
  local: readonly string[],
  { id, toUserId }: { readonly id: string; readonly toUserId: string },
): { readonly passedId: string } {
  const { userId } = host.session();
  const wrapUp = withPassed(host, userId).find((open) => open.id === id);
  if (wrapUp?.endedAt == null || !isWritten(host.db, id)) throw gone();
  return { passedId: send(host, local, { wrapUp, fromUserId: userId, toUserId }) };
}

/** Whether the call itself stands in the history: nobody could tell of another what it was. */
export function isWritten(db: ReadableDb, callId: string): boolean {
  return db.prepare<[string]>('SELECT 1 FROM interaction WHERE id = ?').get(callId) !== undefined;
}

interface Sent {
  readonly wrapUp: WrapUp;
  readonly fromUserId: string;
  readonly toUserId: string;
}

/** @returns the id it is passed under */
export function send(
  host: Host,
  local: readonly string[],
  { wrapUp: { id, outcome, note }, fromUserId, toUserId }: Sent,
): string {
  const passedId = host.newId();
  // In this order: whatever happens between the two, somebody has it.
  host.run(wrapUpPass, { id: passedId, callId: id, toUserId, outcome, note });
  settle(host, id, fromUserId);
  host.local(local, (db) => removeWrapUp(db, { id }));
  return passedId;
}

/** @throws AppError `wrap-up.gone` */
export function takeBack(
  host: Host,
  local: readonly string[],
  { passedId }: { readonly passedId: string },
): void {
  const { userId } = host.session();
  const row = rowsOf(host.db, 'from_user', userId).find(({ id }) => id === passedId);
  if (!row) throw gone();
  host.local(local, (db) =>
    keepWrapUp(
      db,
      {
        ...{ id: row.call_id, direction: row.direction, partyId: row.party_id, number: numberOf(host, row) },
        ...{ startedAt: row.occurred_at, endedAt: row.ended_at ?? row.passed_at },
        ...{ outcome: row.outcome, note: row.note },
      },
      userId,
    ),
  );
  host.run(wrapUpSettle, { id: passedId });
}

/** What was passed on to this person of the call is done with. */
export function settle(host: Host, callId: string, userId: string): void {
  for (const { id, call_id: of } of rowsOf(host.db, 'to_user', userId))
    if (of === callId) host.run(wrapUpSettle, { id });
}

const gone = (): AppError => new AppError('wrap-up.gone', 'no such wrap-up, or its call is not over', {});
