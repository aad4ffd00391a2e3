import { networkOf } from '#server/http/network-of.ts';
import type { Tx } from '#server/store/store.ts';

/**
 * Failed sign-ins of one address, as a bucket that leaks: a branch shares one address and mistypes all day, a guesser
 * fills it within seconds. A success takes nothing out, or one good account would buy any number of guesses.
 */
export const FREE_LEVEL = 20;
const LEAK_MS = 15_000;
const MAX_PAUSE_MS = 60_000;

export interface Level {
  readonly level: number;
  readonly lastAt: number;
}

/**
 * What a try at `now` makes of the level before it: one more, or a refusal for `wait` ms. The pause is 1 s, 2 s …
 * 1 min; a clock that went back never makes it longer.
 */
export function attemptFrom(before: Level, now: number): { readonly wait: number; readonly after: Level } {
  const elapsed = Math.max(0, now - before.lastAt);
  const level = Math.max(0, before.level - elapsed / LEAK_MS);
  const over = Math.floor(before.level - FREE_LEVEL);
  const pause = over < 0 ? 0 : Math.min(1000 * 2 ** over, MAX_PAUSE_MS);
  if (elapsed < pause) return { wait: pause - elapsed, after: before };
  return { wait: 0, after: { level: level + 1, lastAt: Math.max(now, before.lastAt - MAX_PAUSE_MS) } };
}

/** Counts before the password is looked at, as countAttempt does; of IPv6 the network, see {@link networkOf}. @returns ms to wait; 0: go on */
export async function countAddress(tx: Tx, address: string, now: number): Promise<number> {
  const network = networkOf(address);
  const [before] = await tx.query<Level & object>(
    `INSERT INTO login_failure_address AS f (tenant_id, address, level, last_at) VALUES ($1, $2, 0, $3)
     ON CONFLICT (tenant_id, address) DO UPDATE SET level = f.level RETURNING level, last_at AS "lastAt"`,
    [tx.tenantId, network, now],
  );
  if (!before) throw new Error('an upsert always has a row');
  const { wait, after } = attemptFrom(before, now);
  await tx.query(
    'UPDATE login_failure_address SET level = $3, last_at = $4 WHERE tenant_id = $1 AND address = $2',
    [tx.tenantId, network, after.level, after.lastAt],
  );
  return wait;
}

/** The try succeeded: it was none of the failures. Addresses whose bucket has run dry are forgotten. */
export async function uncountAddress(tx: Tx, address: string, now: number): Promise<void> {
  await tx.query(
    'UPDATE login_failure_address SET level = greatest(0, level - 1) WHERE tenant_id = $1 AND address = $2',
    [tx.tenantId, networkOf(address)],
  );
  await tx.query('DELETE FROM login_failure_address WHERE tenant_id = $1 AND last_at < $2', [
    tx.tenantId,
    now - 2 * FREE_LEVEL * LEAK_MS,
  ]);
}
