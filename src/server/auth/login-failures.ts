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

export interface Failures {
  readonly failures: number;
  readonly lastAt: number;
}

/**
 * What a try at `now` makes of the failures before it: another one, or a refusal for `wait` ms. `lastAt` may lie in
 * the future – another request, another node's clock – and never makes the wait longer than the pause.
 */
export function attempt(before: Failures, now: number): { readonly wait: number; readonly after: Failures } {
  const isForgotten = before.lastAt <= now - FORGET_MS;
  const failures = isForgotten ? 0 : before.failures;
  const pause = pauseAfter(failures);
  const wait = Math.min(pause, Math.max(0, before.lastAt + pause - now));
  return wait > 0 ? { wait, after: before } : { wait: 0, after: { failures: failures + 1, lastAt: now } };
}

/**
 * Counts a try as failed before its password is looked at, so that guesses sent side by side do not share one look.
 * Counts what was typed, whether or not there is such an account.
 *
 * @returns ms to wait, where the account still rests; 0: go on, and {@link clearFailures} on success.
 */
export async function countAttempt(tx: Tx, login: string, now: number): Promise<number> {
  const [before] = await tx.query<Failures & object>(
    `INSERT INTO login_failure AS f (tenant_id, login, failures, last_at) VALUES ($1, $2, 0, $3)
     ON CONFLICT (tenant_id, login) DO UPDATE SET failures = f.failures
     RETURNING failures, last_at AS "lastAt"`,
    [tx.tenantId, login, now],
  );
  if (!before) throw new Error('an upsert always has a row');
  const { wait, after } = attempt(before, now);
  await tx.query('UPDATE login_failure SET failures = $3, last_at = $4 WHERE tenant_id = $1 AND login = $2', [
    tx.tenantId,
    login,
    after.failures,
    after.lastAt,
  ]);
  return wait;
}

export async function clearFailures(tx: Tx, login: string): Promise<void> {
  await tx.query('DELETE FROM login_failure WHERE tenant_id = $1 AND login = $2', [tx.tenantId, login]);
}
