import type { Store } from '#server/store/store.ts';
import type { Clock } from '#shared/kernel/clock.ts';
import type { Service } from '#shared/kernel/service.ts';
import { expireCalls } from './calls.ts';

const SWEEP_MS = 5 * 60_000;

export interface Sweeper extends Service {
  /** This tenant has calls. */
  readonly remember: (tenantId: string) => void;
}

/**
 * Removes the calls of tenants whose PBX has gone quiet; every post clears away before itself. Row level security lets
 * nobody look across tenants, so a node knows those that posted to it; after a restart the next post makes it good.
 */
export function createSweeper({
  store,
  clock,
  onError,
}: {
  readonly store: Store;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
}): Sweeper {
  const tenants = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  async function sweep(): Promise<void> {
    for (const tenantId of tenants) {
      const left = await store.withTenant(tenantId, (tx) => expireCalls(tx, clock.now()));
      if (left === 0) tenants.delete(tenantId);
    }
  }

  return {
    remember: (tenantId) => void tenants.add(tenantId),
    start() {
      timer = setInterval(() => void sweep().catch(onError), SWEEP_MS);
    },
    stop: () => clearInterval(timer),
  };
}
