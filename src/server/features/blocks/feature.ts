import type { ServerFeature } from '#server/server-feature.ts';
import { createTenantRounds, forEachTenant } from '#server/tenant-rounds.ts';
import { blocks as shared } from '#shared/features/blocks/feature.ts';
import { endBlocks } from './end-blocks.ts';

const ROUND_MS = 5 * 60_000;

export const blocks: ServerFeature = {
  shared,
  migrations: new URL('./migrations/', import.meta.url),
  parts({ store, clock, commands, newId, notifier, onError }) {
    const rounds = createTenantRounds({
      ...{ store, onError, everyMs: ROUND_MS },
      round: forEachTenant(async (tenantId) => {
        const deps = { commands, newId, now: clock.now() };
        const ver = await store.withTenant(tenantId, (tx) => endBlocks(tx, deps));
        if (ver !== undefined) notifier.publish({ tenantId, ver });
      }),
    });
    return { services: [rounds] };
  },
};
