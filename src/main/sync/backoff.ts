import { backoffDelay } from '#shared/kernel/backoff.ts';

export interface BackoffLimits {
  readonly firstMs: number;
  readonly capMs: number;
}

export const SYNC_BACKOFF: BackoffLimits = { firstMs: 500, capMs: 30_000 };

/** How long to wait after the `failures`-th failure in a row (from 1). */
export function backoffMs(failures: number, random: () => number, { firstMs, capMs }: BackoffLimits): number {
  return backoffDelay({ baseMs: firstMs, capMs }, failures - 1, random());
}
