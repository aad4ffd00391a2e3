import type { Outcome } from '#shared/sync/protocol.ts';
import { keepAcknowledged } from './acknowledged.ts';
import type { ReadableDb, WritableDb } from './db.ts';
import type { Transaction } from './replica.ts';
import { OF_THIS_USER } from './whose-outcome.ts';

/** What became of a command otherwise than wished: rejected by the centre, or some fields kept as they were. */
export interface UnmetCommand {
  readonly id: number;
  readonly name: string;
  readonly args: unknown;
  /** When the person acted. */
  readonly at: number;
  /** The error's code, of a rejected one. */
  readonly code?: string;
  /** As the centre sent it: for a conflict the fields that stayed as they were. */
  readonly detail: unknown;
  readonly decidedAt: number;
  readonly seenAt: number | null;
}

/** It was about somebody who was erased: that it was refused is told, nothing that was in it. */
const ERASED = 'party.erased';

/** Moves the decided commands out of the outbox; whatever was not simply applied is kept to be looked at. */
export function settleOutbox(
  { db, touch }: Transaction,
  lastMid: number,
  outcomes: readonly Outcome[],
  now: number,
): { readonly dropped: number } {
  for (const { mid, outcome, detail } of outcomes) {
    if (mid > lastMid || outcome === 'applied') continue;
    const encoded = JSON.stringify(detail ?? null);
    const { changes } =
      outcome === 'rejected'
        ? db
            .prepare(
              `INSERT INTO rejected_command (mid, name, args, base, at, actor, code, detail, decided_at)
               SELECT mid, name, ${codeOf(detail) === ERASED ? "'{}', '[]'" : 'args, base'}, at, actor, ?, ?, ?
               FROM outbox WHERE mid = ?`,
            )
            .run(codeOf(detail), encoded, now, mid)
        : db
            .prepare(
              `INSERT INTO conflict_inbox (mid, name, args, base, at, actor, detail, decided_at)
               SELECT mid, name, args, base, at, actor, ?, ? FROM outbox WHERE mid = ?`,
            )
            .run(encoded, now, mid);
    if (changes > 0) touch(outcome === 'rejected' ? 'rejected_command' : 'conflict_inbox');
  }
  const rejected = outcomes.flatMap(({ mid, outcome }) => (outcome === 'rejected' ? [mid] : []));
  if (lastMid > 0) keepAcknowledged(db, lastMid, rejected, now);
  const { changes } = db.prepare('DELETE FROM outbox WHERE mid <= ?').run(lastMid);
  if (changes > 0) touch('outbox');
  return { dropped: changes };
}

/** Somebody has looked at these: they no longer count. `table`: which list the ids are of. */
export function markSeen(
  db: WritableDb,
  table: 'rejected_command' | 'conflict_inbox',
  ids: readonly number[],
  now: number,
): void {
  db.prepare(
    `UPDATE ${table} SET seen_at = ? WHERE seen_at IS NULL AND id IN (SELECT value FROM json_each(?))`,
  ).run(now, JSON.stringify(ids));
}

/** Takes {@link markSeen} back. */
export function markUnseen(
  db: WritableDb,
  table: 'rejected_command' | 'conflict_inbox',
  ids: readonly number[],
): void {
  db.prepare(`UPDATE ${table} SET seen_at = NULL WHERE id IN (SELECT value FROM json_each(?))`).run(
    JSON.stringify(ids),
  );
}

/** Newest first. */
export function listRejected(db: ReadableDb, limit: number): readonly UnmetCommand[] {
  return listUnmet(db, 'rejected_command', 'code', limit);
}

export function listConflicts(db: ReadableDb, limit: number): readonly UnmetCommand[] {
  return listUnmet(db, 'conflict_inbox', 'NULL', limit);
}

function listUnmet(db: ReadableDb, table: string, code: string, limit: number): readonly UnmetCommand[] {
  interface Row extends Omit<UnmetCommand, 'code' | 'args' | 'detail'> {
    readonly code: string | null;
    readonly args: string;
    readonly detail: string;
  }
  return db
    .prepare<[number], Row>(
      `SELECT id, name, args, at, ${code} AS code, detail, decided_at AS decidedAt, seen_at AS seenAt
       FROM ${table} WHERE ${OF_THIS_USER} ORDER BY id DESC LIMIT ?`,
    )
    .all(limit)
    .map(({ code: found, args, detail, ...row }) => ({
      ...row,
      args: JSON.parse(args) as unknown,
      detail: JSON.parse(detail) as unknown,
      ...(found === null ? {} : { code: found }),
    }));
}

/** `detail` is the code itself, or an object that has it. */
function codeOf(detail: unknown): string {
  if (typeof detail === 'string') return detail;
  const code = typeof detail === 'object' && detail !== null && 'code' in detail ? detail.code : undefined;
  return typeof code === 'string' ? code : 'command.rejected';
}
