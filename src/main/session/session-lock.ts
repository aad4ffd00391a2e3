import { z } from 'zod';
import { LOCK_REASONS } from '#shared/ipc/account-contract.ts';
import type { Lock, LockReason } from '#shared/ipc/account-contract.ts';
import type { LocalSettings } from '../settings/local-settings.ts';
import { CentreError } from '../sync/faults.ts';

const LOCKED = 'session-lock';

const storedLock = z.object({ reason: z.enum(LOCK_REASONS), at: z.number(), userName: z.string() });

/** For the sign-in screen: why there is nobody. */
export function noteLock(local: LocalSettings, lock: Omit<Lock, 'pending'>): void {
  local.set(LOCKED, lock);
}

export function notedLock(local: LocalSettings): Omit<Lock, 'pending'> | null {
  const parsed = storedLock.safeParse(local.get(LOCKED));
  return parsed.success ? parsed.data : null;
}

export function forgetLock(local: LocalSettings): void {
  local.set(LOCKED, null);
}

/** The centre knows the session no more; whatever else goes wrong says nothing about it. */
export function lockReasonOf(error: unknown): LockReason | undefined {
  if (!(error instanceof CentreError) || error.status !== 401) return undefined;
  switch (error.code) {
    case 'session.revoked':
      return 'revoked';
    case 'session.disabled':
      return 'disabled';
    default:
      return 'ended';
  }
}
