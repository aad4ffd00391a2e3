import { principalOf } from '#server/auth/authenticate.ts';
import { parseBody } from '#server/http/body.ts';
import type { ServerFeature } from '#server/server-feature.ts';
import { personRights as shared } from '#shared/features/person-rights/feature.ts';
import { PERSON_FILE_PATH, personFileRequest } from '#shared/features/person-rights/person-file.ts';
import { createCarriedErasures } from './carried.ts';
import { makePersonFile } from './person-file.ts';

export const personRights: ServerFeature = {
  shared,
  migrations: new URL('./migrations/', import.meta.url),
  routes(app, { store, tables, clock }) {
    app.post(PERSON_FILE_PATH, async (request) => {
      const principal = principalOf(request);
      const { partyId } = parseBody(personFileRequest, request.body);
      return store.withTenant(principal.actor.tenantId, (tx) =>
        makePersonFile(tx, principal, { tables, partyId, now: clock.now() }),
      );
    });
  },
  parts: (ports) => ({ services: [createCarriedErasures(ports)] }),
};
