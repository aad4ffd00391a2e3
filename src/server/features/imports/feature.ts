import { principalOf } from '#server/auth/authenticate.ts';
import { parseBody } from '#server/http/body.ts';
import type { ServerFeature } from '#server/server-feature.ts';
import { findClient } from '#server/sync/sync-client.ts';
import { imports as shared } from '#shared/features/imports/feature.ts';
import { IMPORT_OUTCOMES_PATH, outcomesRequest } from '#shared/features/imports/outcomes.ts';
import type { ImportOutcomes } from '#shared/features/imports/outcomes.ts';

type Outcome = ImportOutcomes['outcomes'][number];

/** An import's commands are a line of their own (docs/decisions, "imports"): nobody pulls under its client id. */
export const imports: ServerFeature = {
  shared,
  routes(app, { store }) {
    app.post(IMPORT_OUTCOMES_PATH, async (request): Promise<ImportOutcomes> => {
      const { tenantId, userId } = principalOf(request).actor;
      const { client } = parseBody(outcomesRequest, request.body);
      return store.withTenant(tenantId, async (tx) => {
        await findClient(tx, client, userId);
        const outcomes = await tx.query<Outcome>(
          `SELECT mid, outcome, detail FROM mutation_result
           WHERE tenant_id = $1 AND client = $2 AND outcome <> 'applied' ORDER BY mid`,
          [tx.tenantId, client],
        );
        return { outcomes: [...outcomes] };
      });
    });
  },
};
