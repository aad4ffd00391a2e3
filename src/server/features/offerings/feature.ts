import type { ServerFeature } from '#server/server-feature.ts';
import { createTenantRounds } from '#server/tenant-rounds.ts';
import { offerings as shared } from '#shared/features/offerings/feature.ts';
import { federate } from './federate.ts';

const ROUND_MS = 60_000;

export const offerings: ServerFeature = {
  shared,
  migrations: new URL('./migrations/', import.meta.url),
  parts({ store, clock, commands, newId, notifier, onError }) {
    const rounds = createTenantRounds({
      ...{ store, onError, everyMs: ROUND_MS },
      async round(tenants, signal) {
        const moved = await federate(tenants, { store, commands, newId, now: clock.now() }, signal);
        for (const [tenantId, ver] of moved) notifier.publish({ tenantId, ver });
      },
    });
    return { services: [rounds] };
  },
};
