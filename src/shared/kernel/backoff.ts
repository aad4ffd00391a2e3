/** How long to wait before the next attempt, ms. */
export interface BackoffPolicy {
  readonly baseMs: number;
  readonly capMs: number;
}

export const defaultBackoff: BackoffPolicy = { baseMs: 500, capMs: 30_000 };

/**
 * Doubles from `baseMs` up to `capMs`; the upper half of each wait is random, so that a hundred desks do not come
 * back to a restarted PBX or centre in the same instant.
 *
 * @param attempt failures in a row before this one, from 0
 * @param random in [0, 1)
 */
export function backoffDelay(policy: BackoffPolicy, attempt: number, random: number): number {
  const ceiling = Math.min(policy.capMs, policy.baseMs * 2 ** Math.min(attempt, 30));
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
}
