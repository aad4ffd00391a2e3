import type { Tx } from '#server/store/store.ts';

/** So many wrong passwords cost nothing: people mistype. */
export const FREE_FAILURES = 5;
const MAX_PAUSE_MS = 5 * 60_000;
/** Afterwards the count begins anew; nobody is locked out for ever. */
const FORGET_MS = 15 * 60_000;

/** How long an account rests after so many failures in a row: 1 s, 2 s, 4 s … 5 min. */
export function pauseAfter(failures: number): number {
  return failures < FREE_FAILURES ? 0 : Math.min(1000 * 2 ** (failures - FREE_FAILURES), MAX_PAUSE_MS);
}

/**
 * Counts a try as failed before its password is looked at, so that guesses sent side by side do not share one look.
 * Counts what was typed, whether or not there is such an account.
 *
 * @returns ms to wait, where the account still rests; 0: go on, and {@link clearFailures} on success.
 */
export async function countAttempt(tx: Tx, login: string, now: number): Promise<number> {
  await tx.query(
    `INSERT INTO login_failure (tenant_id, login, failures, last_at) VALUES ($1, $2, 0, $3) ON CONFLICT DO NOTHING`,
    [tx.tenantId, login, now],
  );
  const [before] = await tx.query<{ failures: number; lastAt: number }>(
    `SELECT failures, last_at AS "lastAt" FROM login_failure WHERE tenant_id = $1 AND login = $2 FOR UPDATE`,
    [tx.tenantId, login],
  );
  const isRecent = before !== undefined && before.lastAt > now - FORGET_MS;
  const failures = isRecent ? before.failures : 0;
  const wait = isRecent ? before.lastAt + pauseAfter(failures) - now : 0;
  if (wait > 0) return wait;
  await tx.query('UPDATE login_failure SET failures = $3, last_at = $4 WHERE tenant_id = $1 AND login = $2', [
    tx.tenantId,
    login,
    failures + 1,
    now,
  ]);
  return 0;
}

export async function clearFailures(tx: Tx, login: string): Promise<void> {
  await tx.query('DELETE FROM login_failure WHERE tenant_id = $1 AND login = $2', [tx.tenantId, login]);
}
