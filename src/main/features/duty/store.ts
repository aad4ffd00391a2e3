import { NO_TRIES } from '#shared/features/duty/tries.ts';
import type { Tries } from '#shared/features/duty/tries.ts';
import type { ReadableDb, WritableDb } from '../../replica/db.ts';
import type { PinHash } from './pin-hash.ts';

interface PinRow {
  readonly salt: string | null;
  readonly hash: string | null;
  readonly wrong: number;
  readonly wait_until: number;
}

export interface KnownPin {
  /** null: none was chosen. */
  readonly pin: PinHash | null;
  readonly tries: Tries;
}

export function findPin(db: ReadableDb, { userId }: { readonly userId: string }): KnownPin {
  const row = db
    .prepare<[string], PinRow>('SELECT salt, hash, wrong, wait_until FROM duty_pin WHERE user_id = ?')
    .get(userId);
  if (!row) return { pin: null, tries: NO_TRIES };
  const { salt, hash, wrong, wait_until: waitUntil } = row;
  return { pin: salt !== null && hash !== null ? { salt, hash } : null, tries: { wrong, waitUntil } };
}

export function savePin(
  db: WritableDb,
  { userId, pin }: { readonly userId: string; readonly pin: PinHash | null },
): void {
  db.prepare(
    'INSERT OR REPLACE INTO duty_pin (user_id, salt, hash, wrong, wait_until) VALUES (?, ?, ?, 0, 0)',
  ).run(userId, pin?.salt ?? null, pin?.hash ?? null);
}

export function saveTries(
  db: WritableDb,
  { userId, tries }: { readonly userId: string; readonly tries: Tries },
): void {
  db.prepare('UPDATE duty_pin SET wrong = ?, wait_until = ? WHERE user_id = ?').run(
    tries.wrong,
    tries.waitUntil,
    userId,
  );
}

/** The duty that goes on at this desk. */
export interface DutyHere {
  /** null: none. */
  readonly session: { readonly id: string; readonly userId: string } | null;
  readonly expectedId: string | null;
}

export function dutyHere(db: ReadableDb): DutyHere {
  const row = db
    .prepare<[], { session_id: string | null; user_id: string | null; expected_id: string | null }>(
      'SELECT session_id, user_id, expected_id FROM duty_here WHERE id = 1',
    )
    .get();
  const { session_id: id = null, user_id: userId = null, expected_id: expectedId = null } = row ?? {};
  return { session: id !== null && userId !== null ? { id, userId } : null, expectedId };
}

export function saveDutyHere(db: WritableDb, { session, expectedId }: DutyHere): void {
  db.prepare(
    'INSERT OR REPLACE INTO duty_here (id, session_id, user_id, expected_id) VALUES (1, ?, ?, ?)',
  ).run(session?.id ?? null, session?.userId ?? null, expectedId);
}
