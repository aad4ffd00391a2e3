import type { FastifyInstance } from 'fastify';
import { principalOf } from '#server/auth/authenticate.ts';
import { parseBody } from '#server/http/body.ts';
import { MAX_PUSH_BYTES, paths, pullRequest, pushRequest } from '#shared/sync/protocol.ts';
import type { ChangeNotifier } from './change-notifier.ts';
import type { HintHub } from './hint-hub.ts';
import { pull } from './pull.ts';
import type { PullDeps } from './pull.ts';
import { push } from './push.ts';
import type { PushDeps } from './push.ts';

export interface SyncDeps extends PullDeps, PushDeps {
  readonly notifier: ChangeNotifier;
  readonly hub: HintHub;
}

/** Around the commands, whose size alone MAX_PUSH_BYTES limits. */
const ENVELOPE_BYTES = 4096;

/** Behind authenticate. */
export function syncRoutes(app: FastifyInstance, deps: SyncDeps): void {
  app.post(paths.push, { bodyLimit: MAX_PUSH_BYTES + ENVELOPE_BYTES }, async (request) => {
    const principal = principalOf(request);
    const body = parseBody(pushRequest, request.body);
    const { tenantId } = principal.actor;
    const { reply, ver } = await deps.store.withTenant(tenantId, (tx) => push(tx, principal, body, deps));
    if (ver !== undefined) deps.notifier.publish({ tenantId, ver });
    return reply;
  });

  app.post(paths.pull, async (request) =>
    pull(principalOf(request), parseBody(pullRequest, request.body), deps),
  );

  app.get(paths.hints, { websocket: true }, (socket, request) => deps.hub.add(socket, principalOf(request)));
}
