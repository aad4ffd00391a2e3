import { allTenants } from '#server/auth/all-tenants.ts';
import type { KnownTenant } from '#server/auth/all-tenants.ts';
import type { Store } from '#server/store/store.ts';
import type { Service } from '#shared/kernel/service.ts';

export interface TenantRoundsOptions {
  readonly store: Store;
  readonly everyMs: number;
  /** One round over all tenants. May run on several nodes at once. */
  readonly round: (tenants: readonly KnownTenant[], signal: AbortSignal) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

export interface TenantRounds extends Service {
  /** Goes round now; after the one that is under way, where one is. Resolves when it is done, however it ended. */
  go(): Promise<void>;
}

/** A round that does the same for each tenant, one after the other, until the centre stops or one of them fails. */
export function forEachTenant(work: (tenantId: string) => Promise<void>): TenantRoundsOptions['round'] {
  return async (tenants, signal) => {
    for (const { tenantId } of tenants) {
      if (signal.aborted) return;
      await work(tenantId);
    }
  };
}

/** What the centre does by itself from time to time, tenant by tenant. A round that fails is told of; the next comes. */
export function createTenantRounds({ store, everyMs, round, onError }: TenantRoundsOptions): TenantRounds {
  let timer: NodeJS.Timeout | undefined;
  let last: Promise<void> = Promise.resolve();
  const abort = new AbortController();

  const go = (): Promise<void> => {
    last = last.then(async () => {
      if (abort.signal.aborted) return;
      try {
        await round(await allTenants(store), abort.signal);
      } catch (error) {
        if (!abort.signal.aborted) onError(error);
      }
    });
    return last;
  };

  return {
    go,
    start() {
      timer = setInterval(() => void go(), everyMs);
      void go();
    },
    async stop() {
      abort.abort();
      clearInterval(timer);
      await last;
    },
  };
}
