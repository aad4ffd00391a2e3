import { principalOf } from '#server/auth/authenticate.ts';
import { parseBody } from '#server/http/body.ts';
import type { ServerFeature } from '#server/server-feature.ts';
import { syncInbox as shared } from '#shared/features/sync-inbox/feature.ts';
import { HISTORY_PATH, historyRequest } from '#shared/features/sync-inbox/history.ts';
import { readHistory } from './read-history.ts';

export const syncInbox: ServerFeature = {
  shared,
  migrations: new URL('./migrations/', import.meta.url),
  routes(app, { store, tables }) {
    app.post(HISTORY_PATH, async (request) => {
      const principal = principalOf(request);
      const asked = parseBody(historyRequest, request.body);
      return store.withSnapshot(principal.actor.tenantId, (tx) => readHistory(tx, principal, tables, asked));
    });
  },
};
