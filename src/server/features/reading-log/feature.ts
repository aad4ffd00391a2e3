import { principalOf } from '#server/auth/authenticate.ts';
import { parseBody } from '#server/http/body.ts';
import type { ServerFeature } from '#server/server-feature.ts';
import { createTenantRounds, forEachTenant } from '#server/tenant-rounds.ts';
import { readingLog as shared } from '#shared/features/reading-log/feature.ts';
import { READING_LIST_PATH, readingListRequest } from '#shared/features/reading-log/listing.ts';
import { listReadings } from './list.ts';
import { pruneReadings } from './prune.ts';

const ROUND_MS = 60 * 60_000;

export const readingLog: ServerFeature = {
  shared,
  migrations: new URL('./migrations/', import.meta.url),
  routes(app, { store, clock }) {
    app.post(READING_LIST_PATH, async (request) => {
      const principal = principalOf(request);
      const asked = parseBody(readingListRequest, request.body);
      return store.withTenant(principal.actor.tenantId, (tx) =>
        listReadings(tx, principal, asked, clock.now()),
      );
    });
  },
  parts({ store, clock, onError }) {
    const rounds = createTenantRounds({
      ...{ store, onError, everyMs: ROUND_MS },
      round: forEachTenant(async (tenantId) => {
        await store.withTenant(tenantId, (tx) => pruneReadings(tx, clock.now()));
      }),
    });
    return { services: [rounds] };
  },
};
