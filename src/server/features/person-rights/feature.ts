import { principalOf } from '#server/auth/authenticate.ts';
import { parseBody } from '#server/http/body.ts';
import type { ServerFeature } from '#server/server-feature.ts';
import { personRights as shared } from '#shared/features/person-rights/feature.ts';
import {
  PERSON_CONTENTS_PATH,
  PERSON_FILE_PATH,
  personContentsRequest,
  personFileRequest,
} from '#shared/features/person-rights/person-file.ts';
import { createCarriedErasures } from './carried.ts';
import { createLateRestrictions } from './late-restrictions.ts';
import { makePersonFile, readPersonContents } from './person-file.ts';

export const personRights: ServerFeature = {
  shared,
  migrations: new URL('./migrations/', import.meta.url),
  routes(app, { store, tables, contents, clock }) {
    app.post(PERSON_FILE_PATH, async (request) => {
      const principal = principalOf(request);
      const { partyId } = parseBody(personFileRequest, request.body);
      return store.withTenant(principal.actor.tenantId, (tx) =>
        makePersonFile(tx, principal, { tables, contents, partyId, now: clock.now() }),
      );
    });

    app.post(PERSON_CONTENTS_PATH, async (request) => {
      const principal = principalOf(request);
      const asked = parseBody(personContentsRequest, request.body);
      const { bytes, isLast } = await store.withTenant(principal.actor.tenantId, (tx) =>
        readPersonContents(tx, principal, { tables, contents, ...asked }),
      );
      return { base64: Buffer.from(bytes).toString('base64'), isLast };
    });
  },
  parts: (ports) => ({ services: [createCarriedErasures(ports), createLateRestrictions(ports)] }),
};
