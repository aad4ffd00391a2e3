export interface BackoffLimits {
  readonly firstMs: number;
  readonly capMs: number;
}

export const SYNC_BACKOFF: BackoffLimits = { firstMs: 500, capMs: 30_000 };

/**
 * How long to wait after the `failures`-th failure in a row (from 1). The jitter is applied after the cap: when a
 * centre comes back, its desks must not all arrive in the same second.
 */
export function backoffMs(failures: number, random: () => number, { firstMs, capMs }: BackoffLimits): number {
  const full = Math.min(capMs, firstMs * 2 ** Math.min(failures - 1, 30));
  return Math.round(full * (0.5 + random() / 2));
}
