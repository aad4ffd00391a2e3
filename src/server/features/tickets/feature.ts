import { principalOf } from '#server/auth/authenticate.ts';
import { parseBody } from '#server/http/body.ts';
import type { ServerFeature } from '#server/server-feature.ts';
import { tickets as shared } from '#shared/features/tickets/feature.ts';
import { LEASE_PATH, leaseRequest } from '#shared/features/tickets/lease.ts';
import { leaseNumbers } from './lease-numbers.ts';
import { ticketResources } from './resource.ts';

export const tickets: ServerFeature = {
  shared,
  migrations: new URL('./migrations/', import.meta.url),
  resources: ticketResources,
  routes(app, { store, clock }) {
    app.post(LEASE_PATH, async (request) => {
      const { tenantId } = principalOf(request).actor;
      const { count } = parseBody(leaseRequest, request.body);
      const year = new Date(clock.now()).getUTCFullYear();
      return store.withTenant(tenantId, (tx) => leaseNumbers(tx, { year, count }));
    });
  },
};
